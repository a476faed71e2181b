# The first screen
workload-title = Your workload in { $month }
workload-about =
    Five numbers a month, without your name: so that the branch can show the employer what the work is like.

    - **Numbers only.** Nothing else is asked, and nothing about any client.
    - **Once a month.** If you give them again, they replace the ones you gave before.
    - **Nobody sees yours.** They are kept under a mark that Steward makes from a key. At the month's end they are added up, and then the marks, your numbers and the key are deleted.
    - **Nothing under five is shown.** An office is shown only if five or more members gave their numbers there, and only if no other office can be worked out from it.

    Discord handles what you type and may keep records of it. The month here is { $month }; the numbers are counted on or soon after { $counted_on }.
workload-anew = Counting began anew this month: Steward's data was put back from a backup, and what members had given before is lost. Please give your numbers again.
workload-choose_office = Choose your office first, or go on without one. In an office where few give their numbers, colleagues may guess which are yours.
workload-office_menu =
    { $same ->
        [yes] Your office: { $first }
       *[no] Your office: { $first } to { $last }
    }
workload-without_office = Go on without an office
workload-begin = Give my numbers
workload-take_back = Take mine back

# The form
workload-form_title = My workload in { $month }
workload-field-caseload = Caseload: how many cases you hold
workload-field-high_risk = How many of these are high risk
workload-field-hours_over = Hours you worked over, in the month
workload-field-vacancies = Vacancies whose work you cover
workload-field-leave_refused = Days of leave you asked for and were refused
workload-field_help = A whole number from 0 to { $most }.
workload-field_help_hours = A whole number from 0 to { $most }, beyond the hours you are paid for. Round half hours up.

# What is kept
workload-kept_title = Your numbers for { $month }
workload-kept = Your numbers for { $month } are kept.
workload-replaced = Your numbers for { $month } replace those you gave before.
workload-kept_office = Office: { $office }
workload-kept_no_office = Office: not said
workload-kept_line = { $what }: { $number }
workload-kept_until = You can change or take them back until the month ends. Until then `/mydata export` shows them to you, and nothing shows them to anybody else.
workload-change = Give other numbers
workload-taken_back = Taken back. Nothing of yours is kept for { $month }.
workload-was_none = There were no numbers of yours for { $month }. Nothing is kept.

# Refusals
workload-unreadable =
    { $field ->
        [caseload] I could not read your caseload. Type a whole number from 0 to { $most }, for example 35.
        [high_risk] I could not read how many are high risk. Type a whole number from 0 to { $most }, for example 12; 0 if none is.
        [hours_over] I could not read the hours you worked over. Type a whole number from 0 to { $most }, for example 14; 0 if there were none.
        [vacancies] I could not read how many vacancies you cover. Type a whole number from 0 to { $most }, for example 1; 0 if you cover none.
       *[leave_refused] I could not read the days of leave you were refused. Type a whole number from 0 to { $most }, for example 2; 0 if there were none.
    }
workload-not_whole =
    { $field ->
        [caseload] Your caseload is a whole number from 0 to { $most }: count each case as one.
        [high_risk] How many are high risk is a whole number from 0 to { $most }: count each case as one.
        [hours_over] Give the hours you worked over as a whole number from 0 to { $most }: add up the month, then round half an hour up.
        [vacancies] Give the vacancies you cover as a whole number from 0 to { $most }: count a post you share as one.
       *[leave_refused] Give the days of leave as a whole number from 0 to { $most }: count half a day as one.
    }
workload-too_large =
    { $field ->
        [caseload] A caseload is at most { $most } here. Type a whole number from 0 to { $most }.
        [high_risk] High-risk cases are at most { $most } here. Type a whole number from 0 to { $most }.
        [hours_over] Hours worked over in a month are at most { $most } here. Type a whole number from 0 to { $most }.
        [vacancies] Vacancies covered are at most { $most } here. Type a whole number from 0 to { $most }.
       *[leave_refused] Days of leave refused in a month are at most { $most } here. Type a whole number from 0 to { $most }.
    }
workload-more_than_caseload = You typed { $high_risk } high-risk cases of a caseload of { $caseload }. Correct one of the two: the high-risk ones are among the caseload.
workload-month_over = That was for a month that is over: it is counted, what was given for it is deleted, and nobody can tell what was yours. Nothing of this was kept. For this month use `/feedback workload`.
workload-office_gone = That office is no longer on the branch's list. Use `/feedback workload` again to see the list as it is. Nothing was kept.
workload-key_gone = Steward cannot keep numbers just now: a file is missing on its computer. Nothing was changed. Please tell an officer.
