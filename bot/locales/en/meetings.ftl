# What people see of a meeting, in the order in which they meet it. Making one is meetings-making.ftl, refusals are
# meetings-rules.ftl.

meeting-kind =
    { $kind ->
        [annual] Annual general meeting
        [committee] Committee meeting
        [emergency] Emergency meeting
       *[general] General meeting
    }

# What a locked phone may show: kind and time, nothing else
meeting-first_line =
    { $kind ->
        [annual] Annual general meeting, { $at }
        [committee] Committee meeting, { $at }
        [emergency] Emergency meeting, { $at }
       *[general] General meeting, { $at }
    }

# The public notice
meeting-state-cancelled = **Cancelled:** { $reason }
meeting-state-held = **This meeting is over.**
meeting-state-moved = **Moved.** It was to begin { $before }.
meeting-state-moved_because = **Moved.** It was to begin { $before }. Reason: { $reason }
meeting-state-place = **The place has changed.** It was to be here: { $before }
meeting-state-place_because = **The place has changed.** It was to be here: { $before }
    Reason: { $reason }
meeting-when = **When:** { $at }, for { $length }
meeting-when-yours = In your own time: { $at } ({ $ago })
meeting-where = **Where:** { $place }
meeting-notice =
    { $asked ->
        [0] **Notice:** the rule asks for none.
       *[other] { $days ->
            [one] **Notice:** { $days } clear day; the rule asks for { $asked }.
           *[other] **Notice:** { $days } clear days; the rule asks for { $asked }.
        }
    }
meeting-notice-short =
    { $days ->
        [one] **Short notice:** { $reason }
            { $days } clear day; the rule asks for { $asked }.
       *[other] **Short notice:** { $reason }
            { $days } clear days; the rule asks for { $asked }.
    }
meeting-quorum-none = **Quorum:** none.
meeting-quorum =
    { $number ->
        [one] **Quorum:** { $number } member has to be present.
       *[other] **Quorum:** { $number } members have to be present.
    }
meeting-quorum-share = **Quorum:** { $share }% of the branch membership have to be present.
meeting-quorum-share_of =
    { $number ->
        [one] **Quorum:** { $number } member has to be present ({ $share }% of the branch membership of { $membership }).
       *[other] **Quorum:** { $number } members have to be present ({ $share }% of the branch membership of { $membership }).
    }
meeting-deadline =
    { $what ->
        [motions] **Motions** by the end of { $on }
        [amendments] **Amendments** by the end of { $on }
       *[nominations] **Nominations** by the end of { $on }
    }
meeting-agenda = **Agenda**
meeting-agenda-as_of = **Agenda** as of { $at }
meeting-agenda-none = **Agenda:** not yet known.
meeting-item-timed = { $item } ({ $minutes } min)
meeting-item-begins = { $at } { $item }
meeting-total =
    { $untimed ->
        [0] Time planned for the agenda: { $planned } of { $length }.
        [one] Time planned for the agenda: { $planned } of { $length }, and one item without a time.
       *[other] Time planned for the agenda: { $planned } of { $length }, and { $untimed } items without a time.
    }
meeting-total-over = **Time planned for the agenda: { $planned }, and the meeting lasts { $length }:** { $over } too much.
meeting-length =
    { $form ->
        [hours] { $hours ->
            [one] { $hours } hour
           *[other] { $hours } hours
        }
        [minutes] { $minutes ->
            [one] { $minutes } minute
           *[other] { $minutes } minutes
        }
       *[both] { $hours ->
            [one] { $hours } hour { $minutes } min
           *[other] { $hours } hours { $minutes } min
        }
    }
meeting-answers = **Coming:** { $coming } · **Online:** { $online } · **Apologies:** { $apologies } · **Not sure:** { $unsure }
meeting-mark-post = Meeting { $meeting }
meeting-mark-moved = Meeting { $meeting } · moved
meeting-mark-cancelled = Meeting { $meeting } · cancelled
meeting-mark-event = Steward · meeting { $meeting }
meeting-mark-reminder = Reminder of meeting { $meeting }

# Its buttons
meeting-answer-coming = Coming
meeting-answer-online = Online
meeting-answer-apologies = Apologies
meeting-answer-unsure = Not sure
meeting-add_to_calendar = Add to calendar
meeting-check_in = Check in
