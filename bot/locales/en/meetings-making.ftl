# Calling a meeting: the form, the preview, what comes of Post it, and the agenda that changes afterwards.

# The form and its parts
notice-form-title = New meeting
notice-form-words-title = Title, place and kind
notice-form-times-title = Time and length
notice-form-agenda-title = Agenda
notice-form-repeats-title = Repeat
notice-form-reason-title = Short notice
notice-form-name = Title
notice-form-name-hint = Branch meeting on the pay offer
notice-form-when = When
notice-form-when-hint = Thu 18:30
notice-form-when-help = For example: Thu 18:30, 26 Nov 2026 18:30, in 3 weeks.
notice-form-place = Where, or a link
notice-form-place-hint = Room 2, Union House, or https://…
notice-form-agenda = Agenda
notice-form-agenda-help = One item on each line, up to { $most }. Minutes behind it if planned: Pay claim (15 min).
notice-form-kind = Kind
notice-form-length = How long does it last?
notice-form-length-help = For example: 90 minutes, 2 hours, 1h30.
notice-form-reason = Why is it short notice?
notice-form-reason-help = The rule asks for more days. Members read this in the notice.
notice-form-repeats = How does it repeat?
notice-form-repeats-hint = last Thursday of the month
notice-form-repeats-help = For example: every 2 weeks, or monthly until 31 Jul 2027. Leave it empty for a single meeting.
notice-repeats-typed =
    { $end ->
        [until] { $rule } until { $until }
        [times] { $rule }, { $times } times
       *[none] { $rule }
    }

# What the preview says
notice-preview = **Preview.** Only you can see this. Nothing is posted until you press Post it (or Post as short notice…); then it goes to { $channel } as below.
notice-preview-first_line = A locked phone shows no more than: { $line }
notice-times = Begins { $begins }; in your own time { $at } ({ $ago }).
    Ends { $ends }; in your own time { $until }.
notice-given =
    { $asked ->
        [0] The rule for this kind of meeting asks for no notice.
        [one] { $days ->
            [one] Posted today, this is { $days } clear day's notice; the rule for this kind of meeting asks for { $asked }.
           *[other] Posted today, this is { $days } clear days' notice; the rule for this kind of meeting asks for { $asked }.
        }
       *[other] Posted today, this is { $days } clear days' notice; the rule for this kind of meeting asks for { $asked }.
    }
notice-given-short =
    { $days ->
        [one] **Short notice.** Posted today, this is { $days } clear day's notice; the rule for this kind of meeting asks for { $asked }. It allows less for a reason, which members read in the notice.
       *[other] **Short notice.** Posted today, this is { $days } clear days' notice; the rule for this kind of meeting asks for { $asked }. It allows less for a reason, which members read in the notice.
    }
notice-deadline-past =
    { $what ->
        [motions] By the rule motions had to be in by { $on }, which has passed; the notice does not name that day.
        [amendments] By the rule amendments had to be in by { $on }, which has passed; the notice does not name that day.
       *[nominations] By the rule nominations had to be in by { $on }, which has passed; the notice does not name that day.
    }
notice-reason-to_come = (the reason that you give when you post it)
notice-repeats = **Repeats:** { $rule } After this one: { $dates }. Each gets a notice of its own in time; you can leave single ones out.
notice-event-on = An event is made in Discord too, and kept in step with the notice.
notice-event-seen_by_all = An event is made in Discord too. **Everybody in this server sees it, with its title and its place**, although not everybody sees the notices.
notice-event-off = No event is made in Discord.
notice-event-not_allowed = No event is made in Discord: Steward lacks the permission { $permission }. An administrator can give it; the notice does not need it.

# What it offers
notice-change-words = Change words
notice-change-times = Change time and length
notice-change-items = Change agenda
notice-change-repeat = Repeat…
notice-event-make = Make a Discord event
notice-event-leave_out = No Discord event
notice-post_it = Post it
notice-post_short = Post as short notice…
notice-discard = Discard
notice-post_again = Post the notice again

# What came of it
notice-posted = Posted. Members can answer "{ $title }" here: { $link }
notice-posted-repeats = The next ones are announced by themselves, in time for their notice.
notice-posting = The notice is being posted in { $channel }. Discord is slow just now; it will appear by itself.
notice-not_posted = The meeting is called, but its notice could not be posted: { $problem } Put that right, then press Try again in /branch check (officers).
notice-event-problem = No event was made in Discord: { $problem } The notice stands without it.
notice-discarded = Discarded. Nothing was posted.

# What stands in its way
notice-needs_reason = By now this is short notice. Press Post as short notice… and say why.
notice-no_draft = There is no such draft any more. One that is not posted within a day is forgotten. Start again with /meeting notice.
notice-already_posted = This notice has been posted already. Use /meeting move, /meeting agenda or /meeting cancel to change the meeting.
notice-stands = The notice of this meeting stands where it was posted. Nothing was changed.
notice-posting_again = The notice is being posted again already. It will appear by itself.
notice-off_its_rule = The meeting would not be on a day of the rule by which it repeats. Change how it repeats first.

# The agenda of a meeting that was announced
agenda-changed =
    { $items ->
        [0] The agenda of "{ $title }" is empty now: { $link }
        [one] The agenda of "{ $title }" has { $items } item now: { $link }
       *[other] The agenda of "{ $title }" has { $items } items now: { $link }
    }
agenda-changed_meanwhile = Somebody has changed this agenda since you opened the form; yours was not kept. Look at the notice, then press Correct it to put yours in its place, or leave it.
agenda-same = That is the agenda as it was. Nothing was changed.
agenda-too_many = That is { $items } items, and an agenda here has at most { $most }. Put several into one, or leave some for the next meeting.
agenda-minutes = Item { $number } of the agenda: type between 1 and { $most } minutes, or none.
