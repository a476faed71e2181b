# What is said of a poll because it is secret: its promise, and the refusals that keep it.

# The public post
ballot-promise = **Secret.** Other members and branch officers cannot see how you voted, and Steward's database does not record it. Discord, and whoever runs Steward's computer, could see it at the moment you press the button: if you need more than that, ask for paper.
ballot-final = A vote is final once it is cast. Nobody sees a result before the close.
ballot-roll-when-voting = The roll: whoever holds one of these roles at the moment of voting.
ballot-roll-listed = The roll: whoever held one of these roles when the poll opened. Later additions are announced.
ballot-small =
    { $eligible ->
        [one] **Only { $eligible } person can vote here.** Among so few, people may guess from the result who voted how.
       *[other] **Only { $eligible } people can vote here.** Among so few, others may guess from the result who voted how.
    }
ballot-scrutineers =
    { $number ->
        [one] Scrutineer: { $who }. A scrutineer sees how many are crossed off the roll and whether receipts agree, and nothing more.
       *[other] Scrutineers: { $who }. A scrutineer sees how many are crossed off the roll and whether receipts agree, and nothing more.
    }
ballot-turnout-moves = This number moves in steps, after five votes or a quarter of an hour, so that it does not tell who has just voted.

# Refusals of bot/rules/ballots.py, and of what may be seen of a ballot
ballot-too_few_eligible = Only { $eligible } can vote here. With fewer than { $least } a result would tell who chose what, so Steward holds no secret poll. Use paper.
ballot-too_many_scrutineers = A poll has at most { $most } scrutineers.
ballot-not_a_scrutineer = Only a scrutineer of this poll can see this.
ballot-too_few_to_recount = Fewer than { $least } voted, so only what was decided is published: the numbers would tell who chose what.

# Refusals of the box
box-already_voted = You have already voted in this poll: your vote is in the box, and a secret vote cannot be changed, because nobody knows which it is. A receipt is shown only once, when the vote is cast.
box-not_on_roll = You are not on the roll of this poll, which was listed when it opened. If that is wrong, ask an officer to have you added before it closes.
box-closed = This poll has closed. Nothing was changed.
box-still_open = This poll is not counted yet. Nobody can see a result before it has closed.
box-already_opened = This poll has been opened already, and somebody has voted in it.
box-no_list = This poll has no list of voters to add anybody to: whoever holds one of its roles may vote while it is open.
box-damaged = The box of this poll cannot be used: its file or its key is missing or damaged on Steward's computer. Nothing was changed, and no vote can be taken in this poll for now. Tell an officer and whoever runs Steward.
box-receipt_unreadable = This is not a receipt, or a character is wrong. Look at it again: 20 letters and digits and a check character.
