# Thresholds, and the refusals of bot/rules/numbers.py; turnout has its own catalogue.

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
