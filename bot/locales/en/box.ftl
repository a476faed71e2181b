# Refusals of a secret ballot's box.

box-receipt_unreadable = This is not a receipt, or a character is wrong. Look at it again: 20 letters and digits and a check character.
