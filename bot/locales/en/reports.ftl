report-usual_categories =
    Workload
    Health and safety
    Bullying
    Pay
    Other
report-not_found = There is no such report, or not any more. Look at `/feedback desk` for those there are.
report-no_name = This report came without a name. Nobody can find out who sent it.
report-withdrawn = The reporter has withdrawn this report; its text is erased, and nothing more can be done with it.
report-key_lost = This cannot be opened or sealed: the key file that belongs to it is missing on the computer Steward runs on. Nothing was changed. Tell whoever runs Steward; `./steward check` names the file to put back.
report-damaged = This report's text is damaged or was tampered with, so Steward does not show it. Nothing was changed. Tell whoever runs Steward.
report-categories_number = Type one category a line: at least one, and { $most } at most.
report-category_twice = One of these categories stands there twice. Take one of them out.
report-retention_unreadable = Type a number of days between { $least } and { $most }, for example 90.
report-door-unnamed = without a name
report-door-confidential = in confidence
report-status-new = new
report-status-read = read
report-status-in_hand = in hand
report-status-done = done
report-status-no_action = closed without action
report-status-withdrawn = withdrawn by the reporter
report-urgent = urgent: safety
report-not_urgent = not urgent
# As the desk's posts, lists and the weekly digest name a report; nothing in it was written by the reporter.
report-line = Report { $number } · { $category } · { $urgency } · week { $week }
report-line-office = Report { $number } · { $category } · { $office } · { $urgency } · week { $week }
