# What the branch has chosen about reports, in the set-up.
report_settings-title = Reports to the organisers
report_settings-intro = Members tell the organisers something with `/feedback send`, without their name if they like. Each report has a category, and a workplace if the member chooses one: small offices identify people, so list few and large ones.
report_settings-categories = Reports can be about: { $categories }
report_settings-retention = What was written in a report is erased { $days } days after it is closed; monthly numbers stay.
report_settings-workplaces = Workplaces to choose from: { $workplaces }
report_settings-no_workplaces = none listed, so nobody is asked
report_settings-change = Change this
report_settings-form-title = Reports to the organisers
report_settings-form-categories = Categories, one a line
report_settings-form-categories-help = Reports that were sent keep the category they were sent with.
report_settings-form-retention = Days a text is kept after the closing
report_settings-form-retention-help = From { $least } to { $most }. Earlier closed reports follow the new number from tonight.
report_settings-form-workplaces = Workplaces, one a line, with size if known
report_settings-form-workplaces-help = Also for turnout and workload. Empty the field for no list.
