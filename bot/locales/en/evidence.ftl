evidence-title = Workload and reports: { $branch }
evidence-period = Period: January to { $last }. Made on { $on }.
evidence-workload = Workload in { $month }
evidence-workload_none = Workload
evidence-workload_none_line = Not enough yet: no month of { $year } that is over has five returns.
evidence-high_risk = High risk, all offices: { $part } of { $whole } cases.
evidence-counted = Counted on { $on }. Averages per return; high risk is per cent of all cases held; leave is in days. The darker, the higher in its column.
evidence-left_out =
    { $number ->
        [one] One office more, with fewer returns, is in the table that belongs to this sheet.
       *[other] { $number } offices more, with fewer returns, are in the table that belongs to this sheet.
    }
evidence-months = Workload month by month, all offices
evidence-reports = Reports from members to the organisers
evidence-reports_none = Not enough yet: there were fewer than five reports in the months of { $year } that are over.
evidence-by-category = Reports by category
evidence-by-office = Reports by office
evidence-no_table-category = Reports by category: not enough yet to be told apart.
evidence-no_table-office = Reports by office: not enough yet to be told apart.
evidence-names_left_out =
    { $number ->
        [one] One name more, with fewer reports, is in the table that belongs to this sheet.
       *[other] { $number } names more, with fewer reports, are in the table that belongs to this sheet.
    }
evidence-method = How it was counted. Members of the branch give five numbers for a month, without their names: cases they hold, how many of these are high risk, hours worked over, vacancies whose work they cover, days of leave asked for and refused. Each member counts once a month, by a mark that is destroyed when the month is counted. Reports are what members told the branch's organisers; a report counts in the month in which the organisers were given it; one that its writer kept from some organiser is not counted.
evidence-rule = What is left out. A number under five is not shown, and others with it as far as it takes so that none can be worked out: they are one row, "others". Months with fewer than five reports are joined to the next. Tables of reports do not overlap, so that none can be subtracted from another.
evidence-limits = What it does not show. Who gave numbers or reported; those who gave none, who may have more or less to do; why the numbers are what they are. Nobody checked them against the employer's records, which the employer can do. A report is what one member said, not a finding. Branch membership is the number on the union's books; how many of these work in each office is not known here.
evidence-footer = { $branch }, { $on }. Made by Steward; the same numbers make the same sheet.
