# What people see of a poll. Refusals are in polls-rules.ftl.

poll-guard = Branch indicative vote. Not a statutory ballot. It cannot authorise industrial action.

# The form and its parts
poll-form-title = New poll
poll-form-title-secret = New secret poll
poll-form-words-title = Question and options
poll-form-times-title = Times
poll-form-rules-title = Choices and rule
poll-form-shown-title = What is shown
poll-form-question = Question
poll-form-question-hint = Should the branch accept the offer?
poll-form-options = Options
poll-form-options-help = One on each line, 2 to 25 of them, up to 80 characters each.
poll-form-options-standard =
    For
    Against
    Abstain
poll-form-closes = Closes
poll-form-closes-hint = Fri 17:00
poll-form-time-help = For example: Fri 17:00, in 3 days, 28 Nov 2026 18:30.
poll-form-opens = Opens
poll-form-opens-hint = now
poll-form-opens-help = Leave it empty to open the poll when you press Open it.
poll-form-choices = How many options may a member choose?
poll-form-choices-help = For example: 1, 1-3, up to 3, any.
poll-form-quorum = Quorum
poll-form-quorum-help = A number of members (50), a share of those eligible (40%), or empty for none.
poll-form-threshold = Threshold
poll-form-threshold-help = simple (more than half), two thirds, or a percentage such as 60%.
poll-form-abstentions = Do abstentions count towards the threshold?
poll-form-abstentions-no = No: only votes for an option are counted
poll-form-abstentions-yes = Yes: an abstention makes the threshold harder to reach
poll-form-live = When are the numbers shown?
poll-form-named = Is it shown who chose what?
poll-form-unnamed = No: numbers only
poll-form-names = Yes: everyone can see who chose what

# The preview
poll-preview = **Preview.** Only you can see this. Nothing is posted until you press Open it (or Schedule it, where you gave an opening time); then it goes to { $channel } as below.
poll-roll =
    { $form ->
        [exact] { $number ->
            [0] **Nobody** holds { $roles } yet, so nobody could vote.
            [one] { $number } person can vote ({ $roles }).
           *[other] { $number } people can vote ({ $roles }).
        }
        [at_most] At most { $number } people can vote ({ $roles }); somebody with two of the roles, or a bot, is counted twice here.
       *[unknown] Who can vote: { $roles }. Discord does not say how many that is; /branch check shows why.
    }
poll-closes-in-full = Closes { $at }, { $ago }.
poll-opens-in-full = Opens { $opens }. Closes { $at }, { $ago }.
poll-choose-voters = Who may vote
poll-change-words = Question and options
poll-change-times = Times
poll-change-rules = Choices and rule
poll-change-shown = What is shown
poll-full-members = Full members only
poll-open-it = Open it
poll-schedule-it = Schedule it
poll-discard = Discard
poll-discarded = Discarded. Nothing was posted.
poll-is_open = The poll is open: { $link } It closes { $at }.
poll-opening = The poll is being posted in { $channel }. Discord is slow just now; it will appear by itself.
poll-scheduled = Scheduled. It will be posted in { $channel } on { $at }.
poll-already_opened = This draft has been opened already. Use /poll extend or /poll cancel to change the poll.
poll-no_channel = The branch has no channel for polls yet. An officer can choose one with /branch setup.
poll-no_voters = Choose at least one role that may vote.
poll-no_full_members = The branch has not said which roles full members hold. An officer can choose them with /branch setup.
poll-channel_gone = The channel for polls no longer exists, so nothing can be posted. An officer can choose another with /branch setup.
poll-channel_closed = Steward cannot post in { $channel } yet. An administrator has to allow it there: { $permissions }.

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
poll-shown-live = Numbers are shown while the poll is open.
poll-shown-at-close = Numbers are shown when the poll has closed.
poll-shown-named = **It is shown who chose what.**
poll-shown-unnamed = Nobody is shown who chose what. Steward keeps each vote with its member, so that it can be changed, until 14 days after the close.
poll-turnout-so-far = Turnout so far: { $turnout }
poll-names-button = Who chose what
poll-results-button = Full result
poll-mishap-missed = Steward was not running while it should have been open.
poll-mishap-too_few = when it was to open, too few people could vote for it to be secret.
poll-mishap-lost = Steward's data were restored from a backup, which never holds the votes of an open secret poll. The branch can ask again.
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
       *[unknown] Quorum: at most { $needed } needed, { $voted } voted: whether it was met is not known, because people with two of the roles are counted twice.
    }
poll-applied-quorum-unknown = Quorum: { $number }% of those eligible; how many are eligible is not known.
poll-outcome-no_votes = Outcome: nobody voted.
poll-outcome-inquorate = Outcome: no decision. The quorum was not met, so these are indicative views only.
poll-outcome-quorum_unknown = Outcome: not known, because the quorum could not be checked. An officer has to decide what stands.
poll-outcome-all_abstained = Outcome: no decision. Everybody who voted abstained.
poll-outcome-tie = Outcome: a tie between { $option }, so none is chosen.
poll-outcome-tie_motion = Outcome: not carried. As many voted for it as against.
poll-outcome-carried = Outcome: carried.
poll-outcome-not_carried = Outcome: not carried.
poll-outcome-chosen = Outcome: { $option } is chosen.
poll-outcome-no_majority = Outcome: { $option } leads, but does not reach the threshold.
poll-list-and = { " and " }
poll-alt = Bar chart of the result of "{ $question }".

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
poll-not_found = There is no such poll in this branch. Choose one from the list that appears while you type, or look at /poll list.
poll-choose_from_list = No poll has that name. Choose one from the list that appears while you type, or look at /poll list.
poll-close-question = Close **{ $question }** now? It was to close { $at }. Votes after this are not counted, and the result is posted.
poll-close-sure = Close it now
poll-closed-done = Closed. The result is being posted.
poll-extended-done = Extended. It now closes { $at }, { $ago }. Members are told where the poll was posted.
poll-cancelled-done = Cancelled: **{ $question }**. Nothing is counted, and members are told why if it was open.
poll-reminded-post = The reminder is being posted where the poll is.
poll-reminded-each = The reminder is being posted where the poll is, and those who have not voted are written to. You are not shown who they are.
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
