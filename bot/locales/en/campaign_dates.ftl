# Dates of a campaign: on its board, in reminders, and as reps keep them. A day of action is never named without the day
# on which notice was given.

# On the board, and wherever else dates are listed
campaign_date-next = **Next dates**
campaign_date-line-consultation_closes = **The consultation closes:** { $when }, { $ago }
campaign_date-line-offer_expires = **The offer expires:** { $when }, { $ago }
campaign_date-line-papers_posted = **Ballot papers are posted:** { $when }, { $ago }
campaign_date-line-replacement_by = **Last day to ask for a replacement paper:** { $when }, { $ago }
campaign_date-line-post_by = **Last safe posting day:** { $when }, { $ago }
campaign_date-line-ballot_closes = **The ballot closes:** { $when }, { $ago }
campaign_date-line-notice_given = **Notice was given:** { $when }, { $ago }
campaign_date-line-action_day = **Day of action:** { $when }, { $ago } (notice given on { $notice_on })
campaign_date-line-action_day_unnoticed = **Day of action:** { $when } (no notice is known: members are not shown it)
campaign_date-line-mandate_expires = **The mandate ends:** { $when }, { $ago }
campaign_date-note = { $note }
campaign_date-more =
    { $number ->
        [one] And { $number } later date.
       *[other] And { $number } later dates.
    }

# Reminders
campaign_date-soon = **Dates of the next seven days**
campaign_date-board = Everything else stands on the board: { $link }

# What reps see
campaign_date-title = Dates ({ $page } of { $pages })
campaign_date-none = There are no dates yet. Press *Add a date*.
campaign_date-of_ballot_mark = This date belongs to the statutory ballot and changes with it.
campaign_date-add = Add a date
campaign_date-pick = Change a date or take it out
campaign_date-option = { $day }: { $what }
campaign_date-change = Change it
campaign_date-remove = Take it out
campaign_date-back = All dates
campaign_date-put = Put it on the board
campaign_date-fix = Correct it
campaign_date-look = **{ $title }:** this is what members will read. Nothing is on the board until you press *{ $button }*.
campaign_date-instead_of = In the place of: { $before }
campaign_date-done = It stands on the board now: { $link }
campaign_date-removed = It is taken out. The board says so: { $link }
campaign_date-typed = The note stands at the foot as it was typed.
campaign_date-kind-consultation_closes = the consultation closes
campaign_date-kind-offer_expires = the offer expires
campaign_date-kind-papers_posted = ballot papers are posted
campaign_date-kind-replacement_by = the last day to ask for a replacement paper
campaign_date-kind-post_by = the last safe posting day
campaign_date-kind-ballot_closes = the ballot closes
campaign_date-kind-notice_given = notice was given
campaign_date-kind-action_day = a day of action
campaign_date-kind-mandate_expires = the mandate ends

# What follows from a date
campaign_date-working_days =
    { $nation ->
        [england_wales] { $number ->
            [one] That is { $number } working day from now, by the bank holidays of England and Wales.
           *[other] That is { $number } working days from now, by the bank holidays of England and Wales.
        }
        [scotland] { $number ->
            [one] That is { $number } working day from now, by the bank holidays of Scotland.
           *[other] That is { $number } working days from now, by the bank holidays of Scotland.
        }
       *[northern_ireland] { $number ->
            [one] That is { $number } working day from now, by the bank holidays of Northern Ireland.
           *[other] That is { $number } working days from now, by the bank holidays of Northern Ireland.
        }
    }
campaign_date-follows = What follows from it:
campaign_date-follows-replacement_by = Last day to ask for a replacement paper, unless the scrutineer says otherwise: { $on }
campaign_date-follows-post_by = Last safe posting day: { $on }
campaign_date-follows-mandate_expires = If the ballot is won, its mandate lasts until { $on }
campaign_date-follows-action_day = First day on which action may be taken: { $on }
campaign_date-remark-no_work = { $on } is a weekend or a bank holiday: no post comes and nobody answers. Check it with the scrutineer.
campaign_date-remark-not_safe = A paper posted on { $on } may come too late: by the post's own targets the last safe day is { $safe }.

# The form
campaign_date-form = A date of the campaign
campaign_date-form-kind = What happens
campaign_date-form-day = When
campaign_date-form-day-help = A day, or a day and a time: 10 Dec 2026, or 10 Dec 2026 17:00
campaign_date-form-note = Note for members, if any
campaign_date-form-note-hint = Where to ring, what to look out for
campaign_date-form-kind-consultation_closes = The consultation closes
campaign_date-form-kind-offer_expires = The offer expires
campaign_date-form-kind-papers_posted = Ballot papers are posted
campaign_date-form-kind-replacement_by = Last day to ask for a replacement paper
campaign_date-form-kind-post_by = Last safe posting day
campaign_date-form-kind-ballot_closes = The ballot closes
campaign_date-form-kind-notice_given = Notice of action was given
campaign_date-form-kind-action_day = Day of action (notice must have been given)
campaign_date-form-kind-mandate_expires = The mandate ends

# Refusals of bot/rules/campaign_dates.py
campaign_date-unreadable = I could not read that day. Type for example "{ $example }", or with a time "{ $timed }".
campaign_date-no_such_kind = Choose what happens on that day from the list.
campaign_date-not_found = That date is not there any more: somebody has changed it or taken it out. Open /campaign date again.
campaign_date-too_many = A campaign has at most { $most } dates. Take out some that have gone by.
campaign_date-twice =
    { $kind ->
        [consultation_closes] It already says that the consultation closes on { $on }. Choose it from the list to change its time or its note.
        [offer_expires] It already says that the offer expires on { $on }. Choose it from the list to change its time or its note.
        [papers_posted] It already says that ballot papers are posted on { $on }. Choose it from the list to change its time or its note.
        [replacement_by] It already says that the last day to ask for a replacement paper is { $on }. Choose it from the list to change its time or its note.
        [post_by] It already says that the last safe posting day is { $on }. Choose it from the list to change its time or its note.
        [ballot_closes] It already says that the ballot closes on { $on }. Choose it from the list to change its time or its note.
        [notice_given] It already says that notice was given on { $on }. Choose it from the list to change its time or its note.
        [action_day] It already says that a day of action is { $on }. Choose it from the list to change its time or its note.
       *[mandate_expires] It already says that the mandate ends on { $on }. Choose it from the list to change its time or its note.
    }
campaign_date-past =
    { $kind ->
        [consultation_closes] You typed that the consultation closes on { $on }, which has gone by. Type a day to come.
        [offer_expires] You typed that the offer expires on { $on }, which has gone by. Type a day to come.
        [papers_posted] You typed that ballot papers are posted on { $on }, which has gone by. Type a day to come.
        [replacement_by] You typed that the last day to ask for a replacement paper is { $on }, which has gone by. Type a day to come.
        [post_by] You typed that the last safe posting day is { $on }, which has gone by. Type a day to come.
        [ballot_closes] You typed that the ballot closes on { $on }, which has gone by. Type a day to come.
        [notice_given] You typed that notice was given on { $on }, which has gone by. Type a day to come.
        [action_day] You typed that a day of action is { $on }, which has gone by. Type a day to come.
       *[mandate_expires] You typed that the mandate ends on { $on }, which has gone by. Type a day to come.
    }
campaign_date-notice_to_come = { $on } has not come yet. Add the day on which notice was given once the employer has received it; until then the board names no day of action.
campaign_date-no_post =
    { $kind ->
        [papers_posted] No post is collected on { $on }, a weekend or a bank holiday there or in England. Ask the scrutineer when papers are really posted.
       *[post_by] No post is collected on { $on }, a weekend or a bank holiday there or in England. Type the working day before it.
    }
campaign_date-of_ballot = This date belongs to the statutory ballot. Change it with /campaign ballot, and it changes here too.
campaign_date-needs_notice = A day of action can be shown only with the day on which notice was given. First add "Notice of action was given" with the day the employer received it; then add { $on }.
campaign_date-too_little_notice =
    { $days ->
        [one] Notice was given on { $given }, and the law asks for at least { $days } day (last checked on { $checked_on }). The first possible day is { $first }; you typed { $on }.
       *[other] Notice was given on { $given }, and the law asks for at least { $days } days (last checked on { $checked_on }). The first possible day is { $first }; you typed { $on }.
    }
campaign_date-order =
    { $first ->
        [consultation_closes] These are in the wrong order: the consultation closes on { $first_day }, but the offer expires on { $later_day }. Correct one of them.
        [papers_posted] { $later ->
            [replacement_by] These are in the wrong order: ballot papers are posted on { $first_day }, but the last day to ask for a replacement paper is { $later_day }. Correct one of them.
            [post_by] These are in the wrong order: ballot papers are posted on { $first_day }, but the last safe posting day is { $later_day }. Correct one of them.
           *[ballot_closes] These are in the wrong order: ballot papers are posted on { $first_day }, but the ballot closes on { $later_day }. Correct one of them.
        }
        [replacement_by] These are in the wrong order: the last day to ask for a replacement paper is { $first_day }, but the ballot closes on { $later_day }. Correct one of them.
        [post_by] These are in the wrong order: the last safe posting day is { $first_day }, but the ballot closes on { $later_day }. Correct one of them.
        [ballot_closes] { $later ->
            [notice_given] These are in the wrong order: the ballot closes on { $first_day }, but notice was given on { $later_day }. Correct one of them; or, if they belong to different ballots, first add the day on which the earlier ballot closed.
            [action_day] These are in the wrong order: the ballot closes on { $first_day }, but a day of action is { $later_day }. Correct one of them; or, if they belong to different ballots, first add the day on which the earlier ballot closed.
           *[mandate_expires] These are in the wrong order: the ballot closes on { $first_day }, but the mandate ends on { $later_day }. Correct one of them; or, if they belong to different ballots, first add the day on which the earlier ballot closed.
        }
       *[action_day] These are in the wrong order: a day of action is { $first_day }, but the mandate ends on { $later_day }. Correct one of them.
    }
