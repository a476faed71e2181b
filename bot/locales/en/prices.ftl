# Index levels of prices, as officers type them. $line counts the lines of the field.

prices-line_unreadable = Line { $line } ("{ $said }") has no month and level that Steward can read. Type one month to a line, for example Sep 2021: 112.4.
prices-level_unreadable = Line { $line }: "{ $said }" is no index level. Type the figure as the table has it, with a point, for example 112.4.
prices-rate_typed = Line { $line }: "{ $said }" looks like a yearly rate of inflation. What is needed is the level of the index, a figure such as 138.9.
prices-not_yet = Line { $line } ("{ $said }") is of a month that is not over, so no level of it can be published yet.
prices-twice = Line { $line } ("{ $said }") gives a month that stands above it with another level. Leave only the right one.
prices-nothing_typed = Type at least one line, for example Sep 2021: 112.4.
prices-two_bases = { $level_before } for { $before } and { $level_after } for { $after } cannot be of one series: prices have not moved like that. An index is sometimes published anew with a later base year. Type every month from one table, or take the wrong month out. Nothing was changed.
prices-too_many = { $number } months are more than Steward keeps of one measure: { $most }. Leave out months that nobody compares with: one a year is enough.
