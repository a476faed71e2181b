# What Steward posts at the organisers' desk about reports, and tells members and organisers of them unasked.

desk_post-status-line = Status: { $status }
desk_post-held_by = Held by { $who }.
desk_post-held_by_nobody = Nobody holds it yet.
desk_post-reply_waits = The reporter has replied, and the reply waits for an answer.
desk_post-mark = Report { $number }

# The buttons under it
desk_post-open = Open
desk_post-answer = Answer
desk_post-status = Status
desk_post-note = Note
desk_post-pass = Pass to
desk_post-close = Close
desk_post-mute = Mute sender for today
desk_post-who = Who sent it

# Once a week
desk_post-digest-title = Reports that wait
desk_post-digest-mark = Reports, { $on }
desk_post-digest-open =
    { $number ->
        [one] { $number } report is open.
       *[other] { $number } reports are open.
    }
desk_post-digest-days = Waiting { $wait ->
    [new] less than a week
    [weeks] one to four weeks
   *[long] four weeks or longer
 }: { $number }
desk_post-digest-oldest = The longest waiting: { $report }, { $days ->
    [0] given to the desk today.
    [one] at the desk for { $days } day.
   *[other] at the desk for { $days } days.
 }
desk_post-digest-no_organiser = { $who } holds it and is no organiser any more: pass it to somebody else.
desk_post-digest-list = /feedback desk lists all of them.

# Twice a week, where members read
desk_post-answers-title = Answers to reports
desk_post-answers-mark = Answers to reports, { $on }
desk_post-answers =
    { $number ->
        [one] { $number } code has an answer waiting: /feedback read.
       *[other] { $number } codes have an answer waiting: /feedback read.
    }

# To organisers, in private, of a report that is not for all of them: a locked phone shows the first line, perhaps to whom
# it is about
desk_post-told-first_line = There is something for you at the organisers' desk.
desk_post-told = A report waits at the desk that is not shown in the channel. See /feedback desk in { $branch }, and do not speak of it where all organisers read.
