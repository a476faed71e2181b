# Refusals of a secret poll's box, and of what may be seen of it.

box-already_voted = You have already voted in this poll: your vote is in the box, and a secret vote cannot be changed, because nobody knows which it is. A receipt is shown only once, when the vote is cast.
box-not_on_roll = You are not on the roll of this poll, which was listed when it opened. If that is wrong, ask an officer to have you added before it closes.
box-closed = This poll has closed. Your vote was not counted.
box-still_open = This poll is still open. Nobody can see a result before it closes.
box-already_opened = This poll has been opened already, and somebody has voted in it.
box-no_list = This poll has no list of voters to add anybody to: whoever holds one of its roles may vote while it is open.
box-damaged = The box of this poll cannot be used: its file or its key is missing or damaged on Steward's computer. Nothing was changed, and no vote can be taken in this poll for now. Tell an officer and whoever runs Steward.
box-receipt_unreadable = This is not a receipt, or a character is wrong. Look at it again: 20 letters and digits and a check character.

ballot-too_few_eligible = Only { $eligible } can vote here. With fewer than { $least } a result would tell who chose what, so Steward holds no secret poll. Use paper.
ballot-too_many_scrutineers = A poll has at most { $most } scrutineers.
ballot-not_a_scrutineer = Only a scrutineer of this poll can see this.
ballot-too_few_to_recount = Fewer than { $least } voted, so only what was decided is published: the numbers would tell who chose what.
