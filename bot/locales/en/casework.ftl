# What organisers do with reports at their desk: the list, one report, its forms.

# Refusals
casework-choose_outcome = Choose how the report is closed: done, or without action. Nothing was changed.
casework-choose_status = Choose one of the statuses in the list. Nothing was changed.
casework-same_status = That is its status already. Nothing was changed.
casework-is_open = This report is open already. Nothing was changed.
casework-is_closed = This report is closed. To go on with it, open it again first (*Open*, then *Reopen*). Nothing was changed, and nothing was sent.
casework-said_already = That is what the last entry says already. Nothing was stored twice.
casework-moved_on = Something was added to this report since you looked at it: another answer, a note, or a word of the reporter's. Read it first (*Open*, on the desk's post or in `/feedback desk`); *Correct it* gives you back what you typed. Nothing was sent.
casework-not_to_them = The reporter asked that they do not see this report, so it cannot be passed to them. Choose another organiser. Nothing was changed.
casework-not_an_organiser = They are no organiser, so they cannot see reports. Choose somebody with an organiser's role. Nothing was changed.
casework-holds_it = It was passed to them already. Nothing was changed.
casework-nobody_holds_it = It is with nobody in particular already. Nothing was changed.
casework-not_the_opener =
    { $opener ->
        [none] The reporter named nobody who may open the name. They can name an organiser when they next read. Nothing was opened.
       *[other] Only <@{ $opener }>, whom the reporter named, may open this name. If they are no longer an organiser, the reporter can name another when they next read. Nothing was opened.
    }

# The list
casework-title-open =
    { $pages ->
        [one] The desk: open reports
       *[other] The desk: open reports ({ $page } of { $pages })
    }
casework-title-closed =
    { $pages ->
        [one] The desk: closed reports
       *[other] The desk: closed reports ({ $page } of { $pages })
    }
casework-none-open = No report waits. What members send comes at 08:00, 13:00 and 18:00; what is urgent comes at once.
casework-none-closed = No closed report is kept. Their texts are erased some time after the closing.
casework-held_back = **Nothing new comes to the desk as things are.** { $why } What was sent meanwhile is not in this list. It is kept, and comes with the first round after that is put right.
casework-unreadable =
    { $number ->
        [one] **1 report cannot be opened at all:** its key file is missing, or it is damaged. Tell whoever runs Steward; `./steward check` says which.
       *[other] **{ $number } reports cannot be opened at all:** their key file is missing, or they are damaged. Tell whoever runs Steward; `./steward check` says which.
    }
casework-waits =
    { $days ->
        [0] since today
        [one] waiting for 1 day
       *[other] waiting for { $days } days
    }
casework-closed_on = closed on { $closed_on }, kept until { $erased_on }
casework-with = with { $who }
casework-reply_waits = the reporter's reply waits
casework-kept_from_some = not shown in the channel
casework-choose = Open a report…
casework-choice = { $number } · { $category }
casework-show-open = Open reports
casework-show-closed = Closed reports

# One report
casework-title-thread =
    { $pages ->
        [one] What was written, the newest first
       *[other] What was written, the newest first ({ $page } of { $pages })
    }
casework-nothing_written = Nothing of what was written is left.
casework-holder = It is with { $who }.
casework-nobody = It is with nobody in particular.
casework-not_to = Not to be shown to: { $who }. Do not speak of it in the channel, where they read.
casework-reply_to_answer = The reporter has replied and waits for an answer.
casework-opener = It came in confidence: { $who } alone may open who sent it.
casework-by_letter = Answers also go to the reporter by private message.
casework-entry-report = **The report**, week { $week }
casework-entry-reply = **The reporter's reply**, week { $week }
casework-entry-answer = **Answer to the reporter** by { $who }, { $on }
casework-entry-note = **Note among organisers** by { $who }, { $on }; the reporter never sees it
casework-part = { $heading } ({ $part } of { $parts })
casework-reopen = Reopen
casework-back = Back to the list
casework-back_to_case = Back to the report

# What was done
casework-done-answered = The answer waits for the reporter, who fetches it with the code.
casework-done-answered_letter = The answer waits for the reporter, and goes to them by private message as well.
casework-done-closed = The report is closed, and the reason waits for the reporter. Its text is erased on { $erased_on }, unless it is opened again.
casework-done-status = The status is changed.
casework-done-reopened = The report is open again, and its text is kept.
casework-done-noted = The note is kept. The reporter never sees it.
casework-done-passed = The report is passed on. They are told in private, without what it is about.
casework-done-taken = The report is with you.
casework-done-taken_back = The report is with nobody in particular.

# Its forms
casework-form-title-answer = Answer report { $number }
casework-form-advice =
    The reporter reads this with the code. Before you send it:
    Write nothing by which others could tell who reported it, should somebody look over their shoulder.
    Promise only what you can keep. You cannot promise that nobody will guess.
    You can ask something: they reply with the code, when they next look.
    No clients, no children, nothing from court papers.
    No links: whoever runs the page behind one could see who opens it, and reporters are warned of that.
    If a legal time limit may be running, say so: this stops none, and advice is needed now.
casework-form-answer = Your answer
casework-form-title-close = Close report { $number }
casework-form-outcome = How it ends
casework-form-outcome-done = Done
casework-form-outcome-no_action = No action
casework-form-why = Why, or what was done
casework-form-why-help = The reporter reads this with the code. Nothing by which others could tell who it was.
casework-form-title-note = A note on report { $number }
casework-form-note = Your note
casework-form-note-help = For organisers only. Do not write down guesses who the reporter is.
casework-form-title-who = Who sent report { $number }
casework-form-reason = Why you need the name
casework-form-reason-help = Stands in the branch's record, which officers read. Repeat nothing of the report in it.

# Its menus and questions
casework-choose-status = The new status…
casework-status-read = Read
casework-status-in_hand = In hand
casework-status-done = Done (closes it: you say what was done)
casework-status-no_action = No action (closes it: you say why)
casework-about-status = The status of report { $number } is now: { $status }. The reporter reads it with the code.
casework-about-passing = To whom should report { $number } be passed? Organisers who see the report see with whom it is; a private message tells them to look, and nothing more.
casework-choose-organiser = Choose an organiser…
casework-nobody_button = Nobody
casework-about-mute = **Mute whoever sent report { $number }, for today?**
    They can send no report and no reply until midnight, and are told so when they try. They can still read answers and withdraw.
    It works on a mark that is kept in memory only, in no file, and no organiser can turn it into a name. At midnight, or when Steward is restarted, it is gone: there is no lasting ban.
    It has no effect if they sent it yesterday or before, or before a restart. Nobody can see which it was, because that would tell when the report was sent.
    That you did this stands on record, by the report's number.
casework-mute-now = Mute for today
casework-muted = Done. Whoever sent report { $number } sends nothing more today, if they sent it today and Steward was not restarted since.
casework-name = Report { $number } was sent by { $who } (member { $member_id }). That you opened this is on record, with your reason. Tell nobody who does not need to know it.

# To whom a report was passed
casework-passed_to_you = Something at the organisers' desk of { $branch } was passed to you. Look at `/feedback desk` in its server.
