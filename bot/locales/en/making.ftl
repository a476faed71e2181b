# Making a secret poll or an election: what the preview says and offers besides what it does for an open one.

poll-make-secret = Make it secret
poll-make-open = Make it open
poll-choose-scrutineers = Scrutineers (up to 2, optional)
poll-about-scrutineers = Scrutineers may see how many are crossed off the roll, and whether receipts, papers and crossed-off entries agree; nothing more. Members are told who they are.
poll-do-list = List the roll at the opening
poll-do-not-list = Do not list the roll
poll-roll-listed = **The roll is listed at the opening:** whoever holds one of these roles then can vote, even if the role is taken away later. Whoever joins later can vote only if two officers add them, and members are told.
poll-roll-not_listed = **The roll is not listed:** whoever holds one of these roles at the moment of voting can vote.
poll-roll-no_list = The roll is who holds one of these roles at the moment of voting.
poll-roll-cannot_be_listed = **The roll cannot be listed:** whoever runs Steward has turned off the list of members since (STEWARD_MEMBERS_INTENT). Press Do not list the roll; then it is who holds one of these roles at the moment of voting.
poll-roles-many = { $number } roles, named below
poll-number-unknown = **How many can vote is not known.** If fewer than { $least } can, a result would tell who chose what: use paper.
poll-number-too_small = **Too few for a secret poll.** With fewer than { $least } a result would tell who chose what, so Steward will not open it. Use paper.
poll-number-small = **Only { $number } can vote.** Among so few, people may guess from the result who voted how. Members are warned; think of paper.
poll-not-opened = It was not opened: { $reason }

election-change-words = Office and candidates
election-change-times = Times
election-change-rules = Seats and quorum
election-statements = Candidates' statements
election-statements-about = Choose a candidate in the menu to write or change a statement, in at most { $most } words. Members can read the statements before they vote. Re-open nominations needs none.
election-candidate = **{ $name }**: { $words }
election-words =
    { $number ->
        [0] no statement yet
        [one] { $number } word
       *[other] { $number } words
    }
election-choose-candidate = Write or change a statement
election-statement = Statement (at most { $most } words)
election-statement-title = A candidate's statement
