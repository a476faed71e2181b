# Making a poll: the form, the preview, and what comes of Open it. What only an election has is in elections.ftl.

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

# What the preview says
poll-preview = **Preview.** Only you can see this. Nothing is posted until you press Open it (or Schedule it, where you gave an opening time); then it goes to { $channel } as below.
poll-roll =
    { $form ->
        [exact] { $number ->
            [0] **Nobody** holds { $roles } yet, so nobody could vote.
            [one] { $number } person can vote ({ $roles }).
           *[other] { $number } people can vote ({ $roles }).
        }
        [at_most] At most { $number } people can vote ({ $roles }). It may be fewer: this counts somebody with two of the roles twice, and bots among everyone here.
       *[unknown] Who can vote: { $roles }. Discord does not say how many that is; /branch check shows why.
    }
poll-closes-in-full = Closes { $at }, { $ago }.
poll-opens-in-full = Opens { $opens }. Closes { $at }, { $ago }.

# What it says besides of a secret poll
poll-roles-many = { $number } roles, named below
poll-roll-listed = **The roll is listed at the opening:** whoever holds one of these roles then can vote, even if the role is taken away later. Whoever joins later can vote only if two officers add them, and members are told.
poll-roll-not_listed = **The roll is not listed:** whoever holds one of these roles at the moment of voting can vote.
poll-roll-no_list = The roll is who holds one of these roles at the moment of voting.
poll-roll-cannot_be_listed = **The roll cannot be listed:** whoever runs Steward has turned off the list of members since (STEWARD_MEMBERS_INTENT). Press Do not list the roll; then it is who holds one of these roles at the moment of voting.
poll-number-unknown = **How many can vote is not known.** If fewer than { $least } can, a result would tell who chose what: use paper.
poll-number-too_small = **Too few for a secret poll.** With fewer than { $least } a result would tell who chose what, so Steward will not open it. Use paper.
poll-number-small = **Only { $number } can vote.** Among so few, people may guess from the result who voted how. Members are warned; think of paper.
poll-about-scrutineers = Scrutineers may see how many are crossed off the roll, and whether receipts, papers and crossed-off entries agree; nothing more. Members are told who they are.

# What it offers
poll-choose-voters = Who may vote
poll-change-words = Question and options
poll-change-times = Times
poll-change-rules = Choices and rule
poll-change-shown = What is shown
poll-full-members = Full members only
poll-make-secret = Make it secret
poll-make-open = Make it open
poll-choose-scrutineers = Scrutineers (up to 2, optional)
poll-do-list = List the roll at the opening
poll-do-not-list = Do not list the roll
poll-open-it = Open it
poll-schedule-it = Schedule it
poll-discard = Discard

# What came of it
poll-is_open = The poll is open: { $link } It closes { $at }.
poll-opening = The poll is being posted in { $channel }. Discord is slow just now; it will appear by itself.
poll-scheduled = Scheduled. It will be posted in { $channel } on { $at }.
poll-not-opened = It was not opened: { $reason }
poll-discarded = Discarded. Nothing was posted.

# What stands in its way
poll-no_channel = The branch has no channel for polls yet. An officer can choose one with /branch setup.
poll-no_voters = Choose at least one role that may vote.
poll-no_full_members = The branch has not said which roles full members hold. An officer can choose them with /branch setup.
poll-already_opened = This draft has been opened already. Use /poll extend or /poll cancel to change the poll.
