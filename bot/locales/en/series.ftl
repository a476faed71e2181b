# Meetings that repeat. A rule said back is in repeats.ftl.

# What stands in a notice, and in /branch check
series-late = This is one of a series of meetings. Steward gives notice of those by itself, and gave this one late.
series-too_late = By the time Steward could announce it, there was less notice left than the rule for this kind of meeting asks for and allows. It has been left out. Call a meeting on another day with /meeting notice, or change the rule in /branch setup and hold it after all from /meeting list.

# A series, for reps
series-choose = A repeating meeting: skip one, or stop it
series-repeats = **Repeats:** { $rule } At { $at }.
series-next = **Next to be announced:** { $at }. Steward gives notice of it on { $notice }.
series-next-none = **Next to be announced:** none.
series-left_out = **Skipped:** { $days }.
series-what_stands = Meetings that were announced are not touched by this: use /meeting move or /meeting cancel for those.
series-skip = Skip { $on }
series-hold = Hold { $on } after all
series-stop = Stop repeating
series-skipped = **There will be no meeting on { $on }.** Nothing was posted, because it was not announced yet. You can take this back below.
series-unskipped = **The meeting on { $on } will be announced after all.**
series-stop-question = Stop repeating "{ $title }"? Steward announces no further meetings of it. Those that were announced stand. This cannot be taken back; a new series is a new /meeting notice.
series-stop-sure = Yes, stop repeating
series-stop-done = **"{ $title }" repeats no more.** Meetings that were announced stand.

# Refusals
series-not_found = There is no such series of meetings in this branch. Look it up with /meeting list.
series-no_such_day = This series has no meeting on that day. Look it up with /meeting list.
series-day_gone = That day has gone by. Nothing was changed.
series-stopped = This meeting repeats no more. Nothing was changed.
series-already_announced = That meeting is announced already. Cancel it with /meeting cancel, and everybody who answered is told.
series-already_skipped = That day is skipped already.
series-not_skipped = That day is not skipped: its meeting is announced when its time comes, or has been.
