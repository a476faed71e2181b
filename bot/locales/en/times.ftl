# Refusals of bot/rules/times.py and bot/rules/dates.py. Weekdays and months arrive as English words in lower case.

time-unreadable = I could not read that time. Type a day and a time of day, for example "{ $first }", "{ $second }" or "in 3 days".
time-length_unreadable = I could not read that length of time. Type for example "90 minutes", "2 hours" or "1h30".
time-needs_time = Add a time of day, for example "{ $example }".
time-am_or_pm = I cannot tell whether { $hour } is in the morning or the afternoon. Type { $hour }am or { $hour }pm, or use the 24-hour clock.
time-next =
    { $weekday ->
        [monday] "Next Monday" means { $nearest } to some people and { $later } to others. Type the date, or just "Mon" for the nearest.
        [tuesday] "Next Tuesday" means { $nearest } to some people and { $later } to others. Type the date, or just "Tue" for the nearest.
        [wednesday] "Next Wednesday" means { $nearest } to some people and { $later } to others. Type the date, or just "Wed" for the nearest.
        [thursday] "Next Thursday" means { $nearest } to some people and { $later } to others. Type the date, or just "Thu" for the nearest.
        [friday] "Next Friday" means { $nearest } to some people and { $later } to others. Type the date, or just "Fri" for the nearest.
        [saturday] "Next Saturday" means { $nearest } to some people and { $later } to others. Type the date, or just "Sat" for the nearest.
       *[sunday] "Next Sunday" means { $nearest } to some people and { $later } to others. Type the date, or just "Sun" for the nearest.
    }
time-weekday =
    { $actual ->
        [monday] { $date } is a Monday. Correct the date, or leave out the day of the week.
        [tuesday] { $date } is a Tuesday. Correct the date, or leave out the day of the week.
        [wednesday] { $date } is a Wednesday. Correct the date, or leave out the day of the week.
        [thursday] { $date } is a Thursday. Correct the date, or leave out the day of the week.
        [friday] { $date } is a Friday. Correct the date, or leave out the day of the week.
        [saturday] { $date } is a Saturday. Correct the date, or leave out the day of the week.
       *[sunday] { $date } is a Sunday. Correct the date, or leave out the day of the week.
    }
time-no_such_date =
    { $month ->
        [january] There is no { $day } January: that month has { $last } days. Type another date.
        [february] There is no { $day } February: that month has { $last } days. Type another date.
        [march] There is no { $day } March: that month has { $last } days. Type another date.
        [april] There is no { $day } April: that month has { $last } days. Type another date.
        [may] There is no { $day } May: that month has { $last } days. Type another date.
        [june] There is no { $day } June: that month has { $last } days. Type another date.
        [july] There is no { $day } July: that month has { $last } days. Type another date.
        [august] There is no { $day } August: that month has { $last } days. Type another date.
        [september] There is no { $day } September: that month has { $last } days. Type another date.
        [october] There is no { $day } October: that month has { $last } days. Type another date.
        [november] There is no { $day } November: that month has { $last } days. Type another date.
       *[december] There is no { $day } December: that month has { $last } days. Type another date.
    }
time-day_first =
    { $month ->
        [january] Dates here have the day first. For { $day } January, type { $day }/1.
        [february] Dates here have the day first. For { $day } February, type { $day }/2.
        [march] Dates here have the day first. For { $day } March, type { $day }/3.
        [april] Dates here have the day first. For { $day } April, type { $day }/4.
        [may] Dates here have the day first. For { $day } May, type { $day }/5.
        [june] Dates here have the day first. For { $day } June, type { $day }/6.
        [july] Dates here have the day first. For { $day } July, type { $day }/7.
        [august] Dates here have the day first. For { $day } August, type { $day }/8.
        [september] Dates here have the day first. For { $day } September, type { $day }/9.
        [october] Dates here have the day first. For { $day } October, type { $day }/10.
        [november] Dates here have the day first. For { $day } November, type { $day }/11.
       *[december] Dates here have the day first. For { $day } December, type { $day }/12.
    }
time-skipped = The clocks go forward that day, so there is no { $said }. Type { $before } or earlier, or { $after } or later.
time-twice = The clocks go back that day, so { $said } comes twice. Add "{ $first }" after the time for the first, or "{ $second }" for the second.
time-zone_not_then = The clocks here do not show { $said } at that time of the year, but { $actual }. Type the time without { $said }, as the clock on the wall will show it.
time-no_such_zone = There is no time zone { $said }. Leave it out to use the branch's own time.
time-too_far =
    { $years ->
        [one] That is more than { $years } year ahead. Type an earlier date.
       *[other] That is more than { $years } years ahead. Type an earlier date.
    }
