# Turnout, thresholds, and the refusals of bot/rules/numbers.py.

turnout-line =
    { $here_form ->
        [exact] { $voted } of { $eligible } eligible here voted ({ $here });
        [at_most] { $voted } of at most { $eligible } eligible here voted (at least { $here });
        [uncertain] { $voted } of at most { $eligible } eligible here voted;
        [nobody] Nobody here is eligible to vote;
        [exceeded] { $voted } voted, though only { $eligible } here are eligible now, so no percentage is given;
       *[unknown] { $voted } voted; how many here are eligible is not known;
    } { $branch_form ->
        [known] branch membership { $membership }, so { $branch } of the branch.
        [exceeded] branch membership was last given as { $membership }, fewer than have voted: an officer should correct it with /branch membership.
       *[unknown] branch membership has not been given.
    }

threshold-words =
    { $name ->
        [more_than_half] more than half
        [two_thirds] at least two thirds
        [more_than] more than { $figure }
       *[at_least] at least { $figure }
    }

quorum-unreadable = I could not read the quorum. Type a number of members (50), a whole percentage (40%), or "none".
quorum-over_100 = A quorum cannot be more than 100%. Type a percentage up to 100%, or a number of members.

threshold-unreadable = I could not read the threshold. Type "simple" for more than half, "two thirds", or a percentage such as 60%.
threshold-out_of_range = A threshold has to be a share that a vote can win: above 0% and no more than 100%.
