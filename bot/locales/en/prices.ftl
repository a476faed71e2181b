# Index levels of prices, as officers type them. $line counts the lines of the field.

prices-line_unreadable = Line { $line } ("{ $said }") has no month and level that Steward can read. Type one month to a line, for example Sep 2021: 112.4.
prices-level_unreadable = Line { $line }: "{ $said }" is no index level. Type the figure as the table has it, with a point, for example 112.4.
prices-rate_typed = Line { $line }: "{ $said }" looks like a yearly rate of inflation. What is needed is the level of the index, a figure such as 138.9.
prices-not_yet = Line { $line } ("{ $said }") is of a month that is not over, so no level of it can be published yet.
prices-twice = Line { $line } ("{ $said }") gives a month that stands above it with another level. Leave only the right one.
prices-nothing_typed = Type at least one line, for example Sep 2021: 112.4.
prices-two_bases = { $level_before } for { $before } and { $level_after } for { $after } cannot be of one series: prices have not moved like that. An index is sometimes published anew with a later base year. Type every month from one table, or take the wrong month out. Nothing was changed.
prices-too_many = { $number } months are more than Steward keeps of one measure: { $most }. Leave out months that nobody compares with: one a year is enough.

prices-open = Prices
prices-title = Prices
prices-intro = The index levels that /campaign pay holds pay against, exactly as they were typed from the official tables (the Office for National Statistics publishes all three every month). Two years are compared by the same month.
prices-measure-none = **{ $measure }:** nothing entered yet, so /campaign pay says nothing by it.
prices-measure =
    { $number ->
        [one] **{ $measure }:** { $level } for { $newest } ({ $source }; entered { $on }). One month says nothing alone: enter the same month of an earlier year.
       *[other] **{ $measure }:** { $number } months since { $first }; the newest is { $level } for { $newest } ({ $source }; entered { $on }).
    }
prices-press = Press a measure to see all its levels, add to them or put them right.
prices-officers_type = An officer types the levels.
prices-change = Change { $measure }
prices-form-title = { $measure }: index levels
prices-form-levels = All levels, a month to a line
prices-form-levels-help = The index itself, not the yearly rate. All of one base year. A line you take out is gone.
prices-form-levels-hint = Sep 2021: 112.4
prices-form-source = Where what is new comes from
prices-form-source-help = The table and the day it was published. Members see it.
prices-revised =
    { $written ->
        [0] { $removed ->
            [0] { $measure } stands as it stood: nothing you typed was new.
            [one] { $measure }: { $removed } month was taken out.
           *[other] { $measure }: { $removed } months were taken out.
        }
        [one] { $removed ->
            [0] { $measure }: { $written } level is new or put right.
           *[other] { $measure }: { $written } level is new or put right, { $removed } taken out.
        }
       *[other] { $removed ->
            [0] { $measure }: { $written } levels are new or put right.
           *[other] { $measure }: { $written } levels are new or put right, { $removed } taken out.
        }
    }
