# How meetings repeat: bot/rules/repeats.py refuses, bot/rules/recurrences.py says a rule back.

repeat-unreadable = I could not read how the meetings repeat. Type for example "{ $first }", "{ $second }" or "{ $third }"; you can add "until" and a date, or "10 times".
repeat-until_unreadable = I could not read the date of the last meeting. Type a date after "until", for example "{ $example }".
repeat-other_time = The rule says { $said }, but the first meeting is at { $first }. Leave the time out of the rule, or correct one of the two.
repeat-bi =
    { $unit ->
        [week] "Bi-weekly" means twice a week to some people and every two weeks to others. Type "every 2 weeks" or "every week".
        [month] "Bi-monthly" means twice a month to some people and every two months to others. Type "every 2 months", or for example "2nd and 4th Tuesday of the month".
       *[year] "Bi-annual" means twice a year to some people and every two years to others. Type "every 6 months" or "every 2 years".
    }
repeat-two_meanings = That could be "{ $often }" or "{ $nth }". Type the one you mean.
repeat-of_the_month = Say that you mean the month: type "{ $example }".
repeat-never = There is no such day in any month. Type for example "{ $example }".
repeat-short_months = Some months have no day { $day }, and no meeting would be held in them. Type "{ $example }", or a day from 1 to 28.
repeat-fifth = Some months have no fifth such day, and no meeting would be held in them. Type "{ $example }".
repeat-leap_day = There is a 29 February only in some years. Type "{ $example }", or choose another first date.
repeat-not_on_rule = The first meeting, on { $first }, is not on a day of this rule. Change the rule, or hold the first meeting on { $nearest }.
repeat-how_many_times = Type a number of meetings from 2 to { $most }, the first included, or the date of the last one.
repeat-ends_before_second = The second meeting would be on { $second }, after the end you gave ({ $until }). Type a later end, or make a single meeting.
repeat-too_rare = The second meeting would be more than five years after the first. Make a single meeting.

# A rule said back. The end, if there is one, is a sentence of its own.

repeat-weekly =
    { $every ->
        [1] Every week
       *[other] Every { $every } weeks
    } on { $weekday ->
        [monday] Monday
        [tuesday] Tuesday
        [wednesday] Wednesday
        [thursday] Thursday
        [friday] Friday
        [saturday] Saturday
       *[sunday] Sunday
    }.
repeat-monthly_day =
    { $every ->
        [1] Every month
       *[other] Every { $every } months
    } on day { $day } of the month.
repeat-monthly_last_day =
    { $every ->
        [1] Every month
       *[other] Every { $every } months
    } on the last day of the month.
repeat-monthly_nth =
    { $every ->
        [1] Every month
       *[other] Every { $every } months
    } on the { $nth ->
        [first] first
        [second] second
        [third] third
        [fourth] fourth
       *[last] last
    } { $weekday ->
        [monday] Monday
        [tuesday] Tuesday
        [wednesday] Wednesday
        [thursday] Thursday
        [friday] Friday
        [saturday] Saturday
       *[sunday] Sunday
    } of the month.
repeat-monthly_nths =
    { $every ->
        [1] Every month
       *[other] Every { $every } months
    } on the { $nth ->
        [first] first
        [second] second
        [third] third
        [fourth] fourth
       *[last] last
    } and the { $also ->
        [first] first
        [second] second
        [third] third
        [fourth] fourth
       *[last] last
    } { $weekday ->
        [monday] Monday
        [tuesday] Tuesday
        [wednesday] Wednesday
        [thursday] Thursday
        [friday] Friday
        [saturday] Saturday
       *[sunday] Sunday
    } of the month.
repeat-yearly_day =
    { $every ->
        [1] Every year
       *[other] Every { $every } years
    } on { $day } { $month ->
        [january] January
        [february] February
        [march] March
        [april] April
        [may] May
        [june] June
        [july] July
        [august] August
        [september] September
        [october] October
        [november] November
       *[december] December
    }.
repeat-yearly_last_day =
    { $every ->
        [1] Every year
       *[other] Every { $every } years
    } on the last day of { $month ->
        [january] January
        [february] February
        [march] March
        [april] April
        [may] May
        [june] June
        [july] July
        [august] August
        [september] September
        [october] October
        [november] November
       *[december] December
    }.
repeat-yearly_nth =
    { $every ->
        [1] Every year
       *[other] Every { $every } years
    } on the { $nth ->
        [first] first
        [second] second
        [third] third
        [fourth] fourth
       *[last] last
    } { $weekday ->
        [monday] Monday
        [tuesday] Tuesday
        [wednesday] Wednesday
        [thursday] Thursday
        [friday] Friday
        [saturday] Saturday
       *[sunday] Sunday
    } of { $month ->
        [january] January
        [february] February
        [march] March
        [april] April
        [may] May
        [june] June
        [july] July
        [august] August
        [september] September
        [october] October
        [november] November
       *[december] December
    }.
repeat-until = The last one is on or before { $until }.
repeat-times = There are { $times } in all.
