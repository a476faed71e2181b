# Turnout, always with both denominators and in this order: of a poll here, and of a ballot held elsewhere, in which only
# those count who say to have posted their papers. No threshold is ever said to be beaten.

# Of a poll here
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

# Of a ballot held elsewhere
turnout-posted =
    { $here_form ->
        [exact] { $voted } of { $eligible } who were sent a paper say they have posted it ({ $here });
        [exceeded] { $voted } say they have posted their papers, though only { $eligible } were sent one, so no percentage is given;
       *[unknown] { $voted } say they have posted their papers; how many were sent one has not been given;
    } { $branch_form ->
        [known] branch membership { $membership }, so { $branch } of the branch.
        [exceeded] branch membership was last given as { $membership }, fewer than have posted: an officer should correct it with /branch membership.
       *[unknown] branch membership has not been given.
    }
turnout-few =
    { $branch_form ->
        [known] Fewer than five say so far that they have posted their papers; branch membership { $membership }.
       *[unknown] Fewer than five say so far that they have posted their papers; branch membership has not been given.
    }

turnout-title = Papers posted: { $title }
turnout-steps = It last moved { $at }: it does so after five more, or after a quarter of an hour.
turnout-last = This is the last number: Steward counts no more. How papers were marked is nobody's business here, and is not known.
turnout-pace =
    { $days ->
        [one] At the pace of the last day: about { $number } by the close ({ $share }).
       *[other] At the pace of the last { $days } days: about { $number } by the close ({ $share }).
    }
turnout-pace_number =
    { $days ->
        [one] At the pace of the last day: about { $number } by the close.
       *[other] At the pace of the last { $days } days: about { $number } by the close.
    }
turnout-law_more = **{ $more } more** needed here for { $per_cent }% ({ $needed }), the turnout that the law asks for (last checked on { $checked_on }).
turnout-law_none_missing = As many as { $per_cent }% of those here who were sent a paper say so ({ $needed }); the law asks for { $per_cent }% of everybody in the ballot (last checked on { $checked_on }).
turnout-target_more = **{ $more } more** for the branch's target, { $per_cent }% ({ $needed }).
turnout-target_reached = The branch's target, { $per_cent }% ({ $needed }), is reached.
turnout-no_entitled = How many more are needed is known once a rep has entered how many were sent a paper: /campaign ballot.
turnout-counts = Only who has said so here is counted. What counts is each paper that reaches the scrutineer in time, in the whole ballot.
turnout-places = **By workplace**, as on { $on }; who has chosen none is not in it:
turnout-place = { $name }: { $number }
turnout-place_of = { $name }: { $number } of { $of } ({ $share })
turnout-place_withheld = { $name }: not shown
turnout-rest = Those not shown have { $rest } together. A number is not shown where fewer than five have posted, or all but fewer than five, nor are others from which it could be worked out.
turnout-rest_unknown = A number is not shown where fewer than five have posted, or all but fewer than five, nor are others from which it could be worked out.
turnout-post_button = Post it for everyone
turnout-posted_here = Posted in { $channel }.

# The picture, which the words above it tell too
turnout-mark_all = All: { $number }
turnout-mark_target = Target: { $number }
turnout-mark_law = Law: { $number }
turnout-mark_expected = { $number } at this pace
turnout-picture =
    { $days ->
        [one] Column chart, { $first } to { $last }, one day so far. { $text }
       *[other] Column chart, { $first } to { $last }, { $days } days so far. { $text }
    }
turnout-picture_day = { $on }: { $number }
turnout-picture_places = Bar chart. { $text }
turnout-places_title = Papers posted, by workplace

# On the board
turnout-board = **Papers posted:** { $text }

# Nothing to show
turnout-no_ballot = No ballot has been announced in this campaign yet. A rep does that with /campaign ballot.

# Setting the target
turnout-target_set = The target is { $target }% of those who were sent a paper from now on. The board says so.
turnout-target_range = A target is a share from 1% to 100%. Type it as a whole number: 80 for 80%.
turnout-target_same = The target is { $target }% already.
