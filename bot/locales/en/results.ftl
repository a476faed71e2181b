# What is shown of a secret poll or an election: while it is open, and what it came to.

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
election-rank = Rank as many candidates as you like, the one you most want first
election-rule =
    { $seats ->
        [one] one seat, counted as an alternative vote by the Scottish rules. { $quorum }
       *[other] { $seats } seats, counted as a single transferable vote by the Scottish rules. { $quorum }
    }
election-commitment = If a tie has to be decided by lot, the lot is settled already: the SHA-256 of its seed is `{ $commitment }`. The seed is published with the result.

# Reminders
poll-reminded-at = The reminder is being posted where the poll is. Those who have not voted by then are written to together, { $at }. You are not shown who they are.
poll-reminded-too_late = The reminder is being posted where the poll is. Nobody is written to privately: the poll closes before the next hour at which Steward does that.

# The result
poll-result-withheld = Fewer than five voted, so only what was decided is published: numbers would tell who voted how.
poll-outcome-inquorate_few = Outcome: no decision. The quorum was not met.
poll-outcome-no_majority_few = Outcome: none of the options is chosen.
poll-sheet-button = Count sheet
poll-recount-button = Recount
poll-no_files_here = Steward may not attach files in this channel, so the list of receipts is not here. /poll results gives it to everybody.
poll-files_refused = Discord did not take the files that belong here. /poll results gives them to everybody.

# The result of an election
election-declared-no_votes = Nobody voted, so nobody is elected.
election-declared-inquorate = Nobody is declared elected: the quorum was not met.
election-declared-quorum_unknown = Nobody is declared elected: the quorum could not be checked. An officer has to decide what stands.
election-elected =
    { $number ->
        [one] Elected: { $list }.
       *[other] Elected, in this order: { $list }.
    }
election-elected-in_order = Elected, in this order:
election-withheld = Fewer than five voted, so only who is elected is published: the count would tell who voted how.
election-counted =
    { $seats ->
        [one] Counted as an alternative vote by the Scottish rules: { $stages ->
            [one] one stage
           *[other] { $stages } stages
        }, more than half is { $quota }.
       *[other] Counted as a single transferable vote by the Scottish rules: { $seats } seats, { $stages ->
            [one] one stage
           *[other] { $stages } stages
        }, quota { $quota }.
    }
election-lot-used = The lot decided a tie; the count sheet says where.
election-lot-unused = No lot was needed.
election-seed = Seed of the lot: `{ $seed }`. Its SHA-256, as published when the poll opened: `{ $commitment }`.
election-alt = Count sheet of "{ $question }", picture { $number } of { $pictures }.

# The count sheet in words
election-sheet-title = Count sheet (page { $page } of { $pages })
