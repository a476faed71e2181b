# What people see of a poll, in the order in which they meet it. Making one is polls-making.ftl, refusals are
# polls-rules.ftl; what is said because it is secret is ballots.ftl, and because it is an election elections.ftl.

poll-guard = Branch indicative vote. Not a statutory ballot. It cannot authorise industrial action.

# The public post
poll-state-open = **Open** until { $at } ({ $ago }).
poll-state-scheduled = **Not open yet.** It opens { $opens } and closes { $at }.
poll-state-closed = **Closed** { $at }. Full result shows what came of it.
poll-state-cancelled = **Cancelled:** { $reason }
    Nothing is counted.
poll-option-live = { $option }: **{ $votes }**
poll-choose-one = Choose one option
poll-choose-some =
    { $least ->
        [one] Choose up to { $most } options
       *[other] Choose { $least } to { $most } options
    }
poll-voters = Who may vote: { $roles }
poll-everyone-here = everyone here
poll-rule = Rule: { $rule }
poll-rule-motion = carried by { $threshold } of the votes for and against; abstentions are not counted. { $quorum }
poll-rule-motion-all = carried by { $threshold } of all votes, abstentions included. { $quorum }
poll-rule-choice = an option is chosen by { $threshold } of those who voted for one; abstentions are not counted. { $quorum }
poll-rule-choice-all = an option is chosen by { $threshold } of those who voted, abstentions included. { $quorum }
poll-quorum-none = No quorum.
poll-quorum =
    { $unit ->
        [percent] Quorum: { $number }% of those eligible.
       *[voters] { $number ->
            [one] Quorum: { $number } member voting.
           *[other] Quorum: { $number } members voting.
        }
    }
poll-meeting =
    { $form ->
        [inquorate] **Views only.** Opened from the meeting **{ $title }**, which was inquorate: { $present } present, { $needed } needed. Whatever the votes are, nothing is decided by this poll.
        [quorate] Opened from the meeting **{ $title }** ({ $present } present, quorum { $needed }).
        [no_quorum] Opened from the meeting **{ $title }** ({ $present } present; it needs no quorum).
        [unknown] Opened from the meeting **{ $title }** ({ $present } present). Whether it was quorate is not known: its quorum is a share of the branch membership, which had not been entered.
       *[elsewhen] From the meeting **{ $title }**.
    }
poll-shown-live = Numbers are shown while the poll is open.
poll-shown-at-close = Numbers are shown when the poll has closed.
poll-shown-named = **It is shown who chose what.**
poll-shown-unnamed = Nobody is shown who chose what. Steward keeps each vote with its member, so that it can be changed, until 14 days after the close.
poll-turnout-so-far = Turnout so far: { $turnout }
poll-names-button = Who chose what
poll-results-button = Full result
poll-sheet-button = Count sheet
poll-recount-button = Recount
poll-mishap-missed = Steward was not running while it should have been open.
poll-mishap-too_few = when it was to open, too few people could vote for it to be secret.
poll-mishap-lost = its box is gone, or the key to it. That is so when Steward's data are restored from a backup, which never holds the votes of an open secret poll. The branch can ask again.
poll-vote-button = Vote
poll-mark-post = Poll { $poll }
poll-mark-result = Result of poll { $poll }
poll-mark-extended = Poll { $poll } extended
poll-mark-cancelled = Poll { $poll } cancelled
poll-mark-reminder = Reminder of poll { $poll }
poll-mark-enrolled = Roll of poll { $poll }

# Voting
poll-recorded = Recorded: { $option }. Only you can see this. You can change it until { $until } by choosing again.
poll-recorded-changed = Changed to { $option } (it was { $before }). Only you can see this. You can change it again until { $until }.
poll-recorded-same = Your vote was already { $option }, and stays so. You can change it until { $until }.

# The result
poll-result-title = Result: { $question }
poll-result-withheld = Fewer than five voted, so only what was decided is published: numbers would tell who voted how.
poll-result-motion = For { $for }, against { $against }, abstentions { $abstain }.
poll-result-option = { $option }: { $votes }
poll-votes-and-share = { $votes } ({ $share })
poll-applied-motion = Rule: { $threshold } of the votes for and against; abstentions not counted. { $base ->
    [0] There are none.
   *[other] { $votes } of { $base } ({ $share }): { $met ->
        [yes] reached.
       *[no] not reached.
    }
 }
poll-applied-motion-all = Rule: { $threshold } of all votes, abstentions included. { $base ->
    [0] There are none.
   *[other] { $votes } of { $base } ({ $share }): { $met ->
        [yes] reached.
       *[no] not reached.
    }
 }
poll-applied-choice = Rule: { $threshold } of those who voted for an option; abstentions not counted. { $base ->
    [0] There are none.
   *[other] { $votes } of { $base } ({ $share }): { $met ->
        [yes] reached.
       *[no] not reached.
    }
 }
poll-applied-choice-all = Rule: { $threshold } of those who voted, abstentions included. { $base ->
    [0] There are none.
   *[other] { $votes } of { $base } ({ $share }): { $met ->
        [yes] reached.
       *[no] not reached.
    }
 }
poll-applied-no-quorum = No quorum was set.
poll-applied-quorum =
    { $met ->
        [yes] Quorum: { $needed } needed, { $voted } voted: met.
        [no] Quorum: { $needed } needed, { $voted } voted: not met.
       *[unknown] Quorum: at most { $needed } needed, { $voted } voted: whether it was met is not known, because the number of those eligible may be too high: it counts somebody with two of the roles twice, and bots among everyone here.
    }
poll-applied-quorum-unknown = Quorum: { $number }% of those eligible; how many are eligible is not known.
poll-outcome-no_votes = Outcome: nobody voted.
poll-outcome-inquorate = Outcome: no decision. The quorum was not met, so these are indicative views only.
poll-outcome-meeting_inquorate = Outcome: no decision. The meeting it was opened from was inquorate, so these are views only.
poll-outcome-meeting_inquorate_few = Outcome: no decision. The meeting it was opened from was inquorate.
poll-outcome-quorum_unknown = Outcome: not known, because the quorum could not be checked. An officer has to decide what stands.
poll-outcome-all_abstained = Outcome: no decision. Everybody who voted abstained.
poll-outcome-tie = Outcome: a tie between { $option }, so none is chosen.
poll-outcome-tie_many = Outcome: a tie between the { $number } options with { $votes ->
        [one] { $votes } vote
       *[other] { $votes } votes
    } each, so none is chosen.
poll-outcome-tie_motion = Outcome: not carried. As many voted for it as against.
poll-outcome-carried = Outcome: carried.
poll-outcome-not_carried = Outcome: not carried.
poll-outcome-chosen = Outcome: { $option } is chosen.
poll-outcome-no_majority = Outcome: { $option } leads, but does not reach the threshold.
poll-outcome-inquorate_few = Outcome: no decision. The quorum was not met.
poll-outcome-no_majority_few = Outcome: none of the options is chosen.
poll-list-and = { " and " }
poll-alt = Bar chart of the result of "{ $question }".
poll-no_files_here = Steward may not attach files in this channel, so the list of receipts is not here. /poll results gives it to everybody.
poll-files_refused = Discord did not take the files that belong here. /poll results gives them to everybody.

# What Steward says by itself
poll-extended-post = **Open for longer:** { $question }
    It now closes { $at } ({ $ago }).
poll-cancelled-post = **Cancelled:** { $question }
    Reason: { $reason }
    Nothing is counted.
poll-reminder-post = **Still open:** { $question }
    { $link }
    It closes { $at } ({ $ago }). { $known ->
        [yes] { $left ->
            [0] Everybody eligible has voted.
            [one] { $left } person has not voted yet.
           *[other] { $left } people have not voted yet.
        }
       *[no] If you have not voted yet, there is still time.
    }
poll-reminder-each = { $branch } is asking for your view, and you have not answered yet. The poll closes { $at } ({ $ago }): { $link }

# Commands
poll-not_found = Steward knows of no such poll in this branch. If this is its post, tell a rep: the data may come from a backup made before it. /poll list shows the polls there are.
poll-choose_from_list = No poll has that name. Choose one from the list that appears while you type, or look at /poll list.
poll-close-question = Close **{ $question }** now? It was to close { $at }. Votes after this are not counted, and the result is posted.
poll-close-sure = Close it now
poll-closed-done = Closed. The result is being posted.
poll-extended-done = Extended. It now closes { $at }, { $ago }. Members are told where the poll was posted.
poll-cancelled-done = Cancelled: **{ $question }**. Nothing is counted, and members are told why if it was open.
poll-reminded-post = The reminder is being posted where the poll is.
poll-reminded-each = The reminder is being posted where the poll is, and those who have not voted are written to. You are not shown who they are.
poll-reminded-at = The reminder is being posted where the poll is. Those who have not voted by then are written to together, { $at }. You are not told who they are, nor how many.
poll-reminded-too_late = The reminder is being posted where the poll is. Nobody is written to privately: the poll closes before the next hour at which Steward does that.
poll-roles_unheard = It will not ping { $roles }: Discord lets Steward do that only if the role may be mentioned by anyone, or with the permission Mention Everyone.
poll-counting = Voting in **{ $question }** ended { $at }. Steward is counting, and posts the result as soon as Discord lets it.
poll-list-title = Polls
poll-list-empty = There is no poll yet. A rep can make one with /poll create.
poll-list-open = **Open** until { $at }: [{ $question }]({ $link })
poll-list-counting = **Closed** { $at }, being counted: [{ $question }]({ $link })
poll-list-scheduled = **Scheduled** for { $at }: { $question }
poll-list-closed = **Closed** { $at }: [{ $question }]({ $link })
poll-list-cancelled = **Cancelled** { $at }: { $question }
poll-list-kind_secret = (secret)
poll-list-kind_ranked = (secret election)
poll-list-lost = Its post was deleted; the poll goes on. Vote with the menu below.
poll-list-vote = Vote in an open poll
poll-names_not_shown = Who chose what is not shown in this poll, or not before it has closed.
poll-names_erased = Who chose what in this poll was erased a year after it closed. Its numbers stay.
poll-names-title = Who chose what (page { $page } of { $pages })
poll-names-line = { $who }: { $option }
poll-names-empty = Nobody has voted yet.
poll-table-number = Number
poll-table-option = Option or member
poll-table-votes = Votes or choices
poll-table-voted = Members who voted
poll-table-eligible = Eligible here
poll-table-membership = Branch membership
