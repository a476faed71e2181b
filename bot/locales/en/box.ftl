# Refusals of a secret ballot's box.

box-already_voted = You have already voted in this ballot, and a secret vote cannot be changed: nobody knows which it is.
box-not_on_roll = You are not on the roll of this ballot. If that is wrong, ask a rep to have you added before it closes.
box-closed = This ballot has closed. Your vote was not counted.
box-still_open = This ballot is still open. Nobody can see a result before it closes.
box-already_opened = This ballot has been opened already, and somebody has voted in it.
box-no_list = This ballot was opened without a list of voters, so nobody can be added to one.
box-receipt_unreadable = This is not a receipt, or a character is wrong. Look at it again: 20 letters and digits and a check character.
