# A meeting is moved to another time or place, or cancelled.

# What a locked phone may show: what happened, kind and time
change-moved-first =
    { $kind ->
        [annual] Moved: annual general meeting, now { $at }
        [committee] Moved: committee meeting, now { $at }
        [emergency] Moved: emergency meeting, now { $at }
       *[general] Moved: general meeting, now { $at }
    }
change-place-first =
    { $kind ->
        [annual] New place: annual general meeting, { $at }
        [committee] New place: committee meeting, { $at }
        [emergency] New place: emergency meeting, { $at }
       *[general] New place: general meeting, { $at }
    }
change-cancelled-first =
    { $kind ->
        [annual] Cancelled: annual general meeting, { $at }
        [committee] Cancelled: committee meeting, { $at }
        [emergency] Cancelled: emergency meeting, { $at }
       *[general] Cancelled: general meeting, { $at }
    }

# What members read
change-now = **It now begins** { $at }.
change-yours = In your own time: { $at } ({ $ago })
change-before = It was to begin { $before }.
change-when = **When:** { $at }
change-place-now = **It will now be here:** { $place }
change-place-before = It was to be here: { $before }
change-off = **This meeting will not be held.** It was to begin { $at }.
change-where = **Where:** { $place }
change-reason = **Reason:** { $reason }
change-answers_stay =
    { $new ->
        [place] Answers stay as they are. If yours is different for the new place, change it under the notice: { $link }
       *[time] Answers stay as they are. If yours is different for the new time, change it under the notice: { $link }
    }
change-answers_stay-no_notice =
    { $new ->
        [place] Answers stay as they are. If yours is different for the new place, change it with /meeting list.
       *[time] Answers stay as they are. If yours is different for the new time, change it with /meeting list.
    }
change-calendar-moved = The file moves the meeting in your own calendar.
change-calendar-place = The file changes the place in your own calendar.
change-calendar-cancelled = The file takes the meeting out of your own calendar.
change-whence = You get this from { $branch } because you answered the notice.

# Before anything is changed
change-plan = **Nothing has changed yet.** Look at this, then press *{ $button }*.
change-plan-meeting = **Meeting:** { $title }
change-plan-from = **From:** { $at }; in your own time { $stamp }
change-plan-to = **To:** { $at }; in your own time { $stamp } ({ $ago })
change-plan-when = **When:** { $at }; in your own time { $stamp } ({ $ago })
change-plan-place_from = **Where, from:** { $place }
change-plan-place_to = **Where, to:** { $place }
change-plan-place_typed = You can still correct the place in the form, where it stands as you typed it:
change-plan-told =
    { $told ->
        [0] Nobody has answered the notice yet, so nobody is told privately, except who has checked in.
        [one] The one member who has answered will be told privately. The answer stays.
       *[other] The { $told } members who have answered will be told privately. Their answers stay.
    }
change-plan-told_cancelled =
    { $told ->
        [0] Nobody has answered the notice yet, so nobody is told privately, except who has checked in.
        [one] The one member who has answered will be told privately.
       *[other] The { $told } members who have answered will be told privately.
    }
change-plan-notice =
    { $days ->
        [one] **Notice:** counted from today it is { $days } clear day; the rule asks for { $asked }.
       *[other] **Notice:** counted from today it is { $days } clear days; the rule asks for { $asked }.
    }
change-plan-short =
    { $days ->
        [one] **Short notice:** counted from today it is { $days } clear day; the rule asks for { $asked }. You will have to give a reason, which members read.
       *[other] **Short notice:** counted from today it is { $days } clear days; the rule asks for { $asked }. You will have to give a reason, which members read.
    }
change-plan-same_day = **Notice:** it is a later hour of the same day, so the notice that was given stands.
change-plan-same_time = **Notice:** the time stays, so the notice that was given stands.
change-plan-deadline =
    { $what ->
        [motions] **Too late for motions:** they would have been due by { $on }, which has passed.
        [amendments] **Too late for amendments:** they would have been due by { $on }, which has passed.
       *[nominations] **Too late for nominations:** they would have been due by { $on }, which has passed.
    }
change-plan-series = Only this date changes. The other meetings of its series stay.
change-plan-series_cancelled = Only this date is cancelled. The other meetings of its series stay.
change-plan-for_good = A cancelled meeting cannot be brought back. Who answered what is erased after 30 days.
change-plan-event = Discord's event: { $problem }
change-move_it = Move it
change-cancel_it = Cancel the meeting

change-form-move = Move the meeting
change-form-cancel = Cancel the meeting
change-form-reason = Reason
change-form-reason-help = Members read it under the notice and in their private message.

change-moved-done = **{ $title }** now begins { $at }.
change-place-done = **{ $title }** will now be here: { $place }
change-cancelled-done = **{ $title }** is cancelled.
change-notice_says = Its notice says so: { $link }
change-notice_gone = Its notice was deleted, so Steward says it in a post of its own.
change-not_posted = Its notice is gone, and Steward could not post it anew: { $problem }
change-told =
    { $told ->
        [one] The one member who had answered is told privately.
       *[other] The { $told } members who had answered are told privately.
    }

# Refusals
change-nothing_given = Say what changes: type a new time in *when*, a new place in *where*, or both. Nothing was changed.
change-same_place = The meeting is to be held there already: { $place }. Nothing was changed.
change-same_time = The meeting begins at { $starts_at } already. Nothing was changed.
change-reason_needed =
    { $days ->
        [one] This would be short notice: { $days } clear day, and the rule asks for { $asked }. Say why, for members to read.
       *[other] This would be short notice: { $days } clear days, and the rule asks for { $asked }. Say why, for members to read.
    }
