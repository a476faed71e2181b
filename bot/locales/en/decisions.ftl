# The register of decisions.

decision-one_owner = Say who sees to it: choose a member of this server, or type a name or an office, and not both.
decision-due_unreadable = I could not read that day. Type a day without a time, for example "Fri", "in 2 weeks" or "{ $example }", or leave it empty.
decision-due_past = { $on } is past. Type the day by which it is to be done, or leave it empty.
decision-no_such_end = Choose whether it is done or will not be done.
decision-not_yours = Only the owner of a decision, or a rep, says what became of it.
decision-ended = It has been said already what became of this decision. Nothing was changed.
decision-not_found = That decision is not in the register. Look at /meeting decisions again.

# The register
decision-title-open =
    { $pages ->
        [one] Decisions to be carried out
       *[other] Decisions to be carried out ({ $page } of { $pages })
    }
decision-title-ended =
    { $pages ->
        [one] What became of earlier decisions
       *[other] What became of earlier decisions ({ $page } of { $pages })
    }
decision-title-of_meeting =
    { $pages ->
        [one] What this meeting decided
       *[other] What this meeting decided ({ $page } of { $pages })
    }
decision-none-open = Nothing is waiting to be carried out. Reps record what a meeting decides here or with its minutes.
decision-none-ended = Nothing has been carried out or dropped yet.
decision-none-of_meeting = No decision of this meeting is in the register.
decision-owner = Owner: { $owner }.
decision-owner-forgotten = no longer known
decision-silence-refused = (Takes no private messages, so the weekly reminder does not arrive.)
decision-silence-left = (Not, or no longer, a branch member here, so the weekly reminder is not sent: a rep can choose another owner.)
decision-due-on = Due { $on }.
decision-due-overdue = **Overdue:** it was due { $on }.
decision-due-none = No date.
decision-became-done = **Done,** { $on }: { $outcome }
decision-became-dropped = **Will not be done,** { $on }: { $outcome }
decision-decided_at = Decided at "{ $title }", { $on }.
decision-recorded_on = Recorded { $on }.
decision-show-open = Decisions to be carried out
decision-show-ended = What became of earlier ones
decision-of_meeting = Decisions
decision-choose-to_end = Say what became of one…
decision-choose-to_fix = Correct the owner or the date of one…
decision-record = Record a decision
decision-record_another = Record another

# The forms
decision-form-title = Record a decision
decision-form-what = What was decided
decision-form-what-hint = Write to the employer about caseloads
decision-form-owner = Who sees to it, if a member of this server
decision-form-owner-help = Reminded once a week until it is said what became of it.
decision-form-name = Or a name or an office, if not
decision-form-name-hint = The treasurer
decision-form-due = By which day (may be left empty)
decision-form-due-hint = Fri, in 2 weeks, 4 Dec 2026
decision-form-meeting = At which meeting
decision-form-no_meeting = Between meetings
decision-form-correct-title = Owner and date
decision-form-end-title = What became of it
decision-form-status = What became of it
decision-form-done = It is done
decision-form-dropped = It will not be done
decision-form-outcome = In a sentence or two
decision-form-outcome-hint = The letter went on 3 December; the answer is in the notices.
decision-form-outcome-help = Members read this in the register for good.

# What was done
decision-recorded = In the register
decision-reminded_weekly = The owner is reminded on Mondays at 10:00, of all that is theirs in one message.
decision-reminded_never = The owner has none of the roles of branch members, so the weekly reminder will not be sent. Ask an officer to give them the role, or choose another owner in /meeting decisions.
decision-corrected = Corrected.
decision-ended-done = Said, and in the register for good.
decision-ended-thanks = Thank you. It is in the register, and you are not reminded of it any more.
decision-you_left = You are no longer a member of that branch, so nothing was changed.

# The weekly reminder
decision-reminder-first_line = A weekly reminder from { $branch }, { $on }.
decision-reminder-title = What you are seeing to
decision-reminder-more =
    { $number ->
        [one] { $number } more is in /meeting decisions.
       *[other] { $number } more are in /meeting decisions.
    }
decision-it_is_done = It is done
