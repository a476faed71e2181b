figures-title = { $branch } in numbers: { $year }
figures-about = Nothing under five is shown here, nor anything from which a number under five could be worked out. So all of it can be put to the employer.

# Reports
figures-reports = **Reports**
figures-periods = { $number } reports by the end of { $last }. { $text }.
figures-period = { $span }: { $number }
figures-span =
    { $same ->
        [yes] { $first }
       *[no] { $first } to { $last }
    }
figures-no_periods = Not enough yet: in the months of { $year } that are over there were fewer than five reports.
figures-next_period = A month is shown once it is over, and together with those after it until there are five reports.
figures-by-category = By category, { $span }, { $number } reports: { $text }.
figures-by-office = By office, { $span }, { $number } reports: { $text }.
figures-no_table-category = By category: not enough yet. A table is made of twenty reports, or of those there are at the end of the year.
figures-no_table-office = By office: not enough yet. A table is made of twenty reports, or of those there are at the end of the year.
figures-named = { $name } { $number } ({ $share })
figures-others = all others together { $number } ({ $share })
figures-untold = none can be shown by itself without giving away a number under five
figures-more_names = { $number } more in the table
figures-not_said = Office not said
figures-older_tables =
    { $number ->
        [one] One earlier table is in *Table*.
       *[other] { $number } earlier tables are in *Table*.
    }

# Workload
figures-workload = **Workload in { $month }**, counted on { $on }
figures-returns =
    { $voted } returns; { $branch_form ->
        [known] branch membership { $membership } (as given on { $given_on }), so { $branch } of the branch.
        [exceeded] branch membership was last given as { $membership }, fewer than gave numbers: an officer should correct it with /branch membership.
       *[unknown] branch membership has not been given.
    }
figures-row = { $name }: { $returns } returns; average caseload { $caseload }; high risk { $high_risk }; hours over { $hours_over }; vacancies covered { $vacancies }; days of leave refused { $leave_refused }
figures-high_risk = { $share } ({ $part } of { $whole } cases)
figures-no_cases = no cases
figures-all_offices = All offices
figures-other_offices = Other offices together
figures-more_offices =
    { $number ->
        [one] One office more, with fewer returns, is in *Table*.
       *[other] { $number } offices more, with fewer returns, are in *Table*.
    }
figures-months = **Month by month, all offices**
figures-older_months =
    { $number ->
        [one] One earlier month is in *Table*.
       *[other] { $number } earlier months are in *Table*.
    }
figures-no_workload = **Workload**: not enough yet. A month is shown once it is over, if five members or more gave their numbers with `/feedback workload`.
figures-few_returns = A month with fewer than five returns is not shown.
figures-anew = In { $month } counting began anew, because Steward's data came from a backup: returns given before that day are missing.

# What can be done
figures-table_button = Table
figures-map_button = Heat map
figures-sheet_button = Evidence sheet
figures-measure_menu = Heat map by month: choose a number
figures-year_menu = Another year
figures-nothing = There is nothing to show of { $year } yet: fewer than five reports and fewer than five returns in every month that is over.
figures-here_table = The same numbers as tables for a spreadsheet.
figures-here_map = The darker the higher; every number stands in its cell.
figures-here_sheet = One page for a meeting with the employer. Read it before you hand it over.
figures-no_picture = The picture could not be drawn this time. The numbers are in *Table*.

# The words of tables and pictures
figures-measure-returns = Returns
figures-measure-caseload = Caseload
figures-measure-high_risk = High risk
figures-measure-hours_over = Hours over
figures-measure-vacancies = Vacancies covered
figures-measure-leave_refused = Leave refused
figures-not_shown = not shown
figures-column-kind = Table
figures-column-first = From
figures-column-last = To
figures-column-name = Name
figures-column-reports = Reports
figures-column-of = Of all in this table
figures-kind-month = By month
figures-kind-category = By category
figures-kind-office = By office
figures-everybody = All
figures-all_others = All others together
figures-column-month = Month
figures-column-office = Office
figures-column-returns = Returns
figures-column-caseload = Caseload, average
figures-column-cases = Cases
figures-column-high_risk = High-risk cases
figures-column-high_risk_share = High-risk cases, per cent
figures-column-hours_over = Hours over, average
figures-column-vacancies = Vacancies covered, average
figures-column-leave_refused = Days of leave refused, average
figures-column-membership = Branch membership
figures-column-counted_on = Counted on
figures-map_title = Workload in { $month }: { $branch }
figures-map_title_months = { $measure } month by month: { $branch }
figures-map_line-caseload = Cases held, average per return.
figures-map_line-high_risk = High-risk cases, per cent of all cases held.
figures-map_line-hours_over = Hours worked over in the month, average per return.
figures-map_line-vacancies = Vacancies whose work is covered, average per return.
figures-map_line-leave_refused = Days of leave asked for and refused, average per return.
figures-map_line = Averages per return; high risk is per cent of all cases held.
figures-map_legend = The darker the higher, in each column by itself.
figures-map_column = { $month } ({ $number })
figures-map_line_months = Above each column: the month, and in brackets how many members gave numbers.
figures-map_legend_months = The darker the higher. "Not shown": fewer than five returns that month, or needed so that no such number can be worked out.
figures-map_left_out =
    { $number ->
        [one] One office with fewer returns is not drawn; it is in the table.
       *[other] { $number } offices with fewer returns are not drawn; they are in the table.
    }
figures-map_footer = Counted on { $on } from what members gave without their names. An office stands here with five returns or more.
figures-map_words = Heat map. { $title }. { $text }
figures-map_row = { $name }: { $cells }
figures-map_cell = { $column } { $number }
