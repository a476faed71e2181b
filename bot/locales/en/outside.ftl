# A ballot that a scrutineer holds elsewhere: its screens, its post, *I've posted it*, reminders, workplaces.

# What a rep sees of /campaign ballot
outside-none = **No ballot has been announced in this campaign.** When the union has a scrutineer and dates, announce it here: Steward posts them with one button, *I've posted it*, and reminds who has not pressed. It never asks how anybody voted.
outside-new = Announce a ballot
outside-change = Change
outside-call_off = Call it off
outside-enter_result = Enter the result
outside-workplaces = Workplaces
outside-state =
    { $status ->
        [open] **This ballot is announced.** Its post: { $link }
        [closed] **This ballot is over.** Its post: { $link }
       *[cancelled] **This ballot was called off.**
    }
outside-reminders =
    { $reminders ->
        [0] Nobody has been reminded yet.
        [one] Members have been reminded once.
       *[other] Members have been reminded { $reminders } times.
    } At most four times, and never who has pressed the button.
outside-reminder_next = The next reminder: { $at }.
outside-reminder_none = There are no more reminders.
outside-unreachable = Of those last reminded, at least { $number } accept no messages. Their names are not kept.
outside-no_intent =
    { $number ->
        [0] Steward may not ask Discord who the members are (the members intent is off), so only those are reminded who asked for it: nobody so far. Ask members to press Message me under the board.
        [one] Steward may not ask Discord who the members are (the members intent is off), so only those are reminded who asked for it: { $number } member so far. Others can press Message me under the board.
       *[other] Steward may not ask Discord who the members are (the members intent is off), so only those are reminded who asked for it: { $number } members so far. Others can press Message me under the board.
    }
outside-nobody_sees = No officer or rep can see who has pressed and who has not.
outside-purge = From { $at } on, nobody at all can find out who has pressed.
outside-purged = Nobody can find out any more who had pressed.

# The form
outside-form-title = Statutory ballot
outside-form-scrutineer = Who holds it?
outside-form-scrutineer-hint = The independent scrutineer's name
outside-form-opens = When are the papers posted?
outside-form-opens-hint = 16 Nov 2026 09:00
outside-form-closes = When does it close?
outside-form-closes-help = When papers must have arrived, as the scrutineer says.
outside-form-closes-hint = 14 Dec 2026 12:00
outside-form-replacement = How does a member get another paper?
outside-form-replacement-hint = Ring the scrutineer, or e-mail the branch office
outside-form-entitled = How many are sent a paper?
outside-form-entitled-help = The scrutineer's number. Leave it empty if it is not known yet.

# The preview
outside-preview = **Preview.** Only you can see this. Nothing is posted until you press Post it; then it goes to { $channel } as below, with the button *I've posted it*, and its dates go on the board.
outside-preview-reminders =
    { $number ->
        [0] The ballot is too short for a reminder.
        [one] Members who have not pressed are reminded privately once:
       *[other] Members who have not pressed are reminded privately { $number } times:
    }
outside-post_it = Post it
outside-discard = Discard
outside-discarded = Discarded. Nothing was posted.
outside-announced = Announced: { $link }
outside-stage_behind = On the board the campaign is not at the ballot yet. When it comes to that, note it with /campaign stage.
outside-changed = Changed. Its post and the board say so: { $link }

# Calling it off
outside-sure = **Call off this ballot?** Its post says so, its dates leave the board, nobody is reminded any more, and who has pressed is forgotten at once. There is no way back.
outside-sure-button = Call it off for good
outside-keep = Keep it
outside-kept = Nothing was changed.
outside-called_off = Called off.

# The result
outside-form-result = The result, as declared
outside-form-for = Yes
outside-form-against = No
outside-form-spoilt = Spoilt or otherwise invalid
outside-form-issued = Entitled to vote
outside-form-issued-help = As the scrutineer's report gives it. Leave it empty if it does not.
outside-declared = Entered. The post and the board say so.
outside-result = **Result, as the scrutineer declared it:** { $for } yes, { $against } no, { $spoilt } spoilt or invalid.
outside-result-turnout =
    { $here_form ->
        [exact] { $voted } of { $eligible } entitled to vote did so ({ $here });
        [exceeded] { $voted } voted, though only { $eligible } were entitled, so no percentage is given;
       *[unknown] { $voted } voted; how many were entitled has not been given;
    } { $branch_form ->
        [known] branch membership { $membership }, so { $branch } of the branch.
        [exceeded] branch membership was last given as { $membership }, fewer than have voted: an officer should correct it with /branch membership.
       *[unknown] branch membership has not been given.
    }

# The post
outside-title = Statutory ballot: { $title }
outside-held_by = **Held by:** { $scrutineer }. Steward has nothing to do with the vote itself.
outside-opens = **Papers are posted:** { $at } ({ $ago })
outside-closes = **Papers must have arrived by:** { $at } ({ $ago })
outside-post_by = **Last safe day to post yours:** { $on }
outside-ask_by = **Last day to ask for another paper:** { $on }
outside-replacement = **No paper, or one that is spoilt?** { $replacement }
outside-question = **Have you posted it?** Press the button once you have. Steward then reminds you no more. It does not ask how you voted, and nobody in the branch can see who has pressed: only how many.
outside-anew = Counting began anew on { $at }, because Steward's data came from a backup. If you had pressed before, please press once more.
outside-over = **This ballot closed** { $at }.
outside-over-early = **Steward counts no more papers** since { $at }, because the campaign is closed here. The ballot itself goes on without it: papers must have arrived by { $closes_at }.
outside-is_cancelled = **This ballot was called off** { $at }. Papers need not be posted.
outside-button = I've posted it

# Refusals
outside-not_found = Steward knows of no such ballot in this branch. If this is its post, tell a rep: the data may come from a backup made before it.
outside-not_open = The papers are not out yet: the ballot opens { $opens_at }. Press again once you have posted yours.
outside-closed = This ballot closed { $closes_at }. Nothing was changed.
outside-uncounted = The campaign is closed here, so Steward counts no more papers. The ballot itself goes on without it: papers must have arrived by { $closes_at }. Nothing was changed.
outside-cancelled = This ballot was called off. Nothing was changed.
outside-not_closed = This ballot is open until { $closes_at }. Enter the result once the scrutineer has declared it.
outside-has_opened = The papers were posted { $opened_at }, and that cannot change any more. Put the old time back to change the rest.
outside-one_open = Another ballot of this campaign is open. Change that one, or call it off first: members would not know which paper is meant.
outside-already_announced = This ballot was announced already. /campaign ballot shows it.
outside-times_order = The ballot would close before it opens. Correct one of the two times.
outside-closes_past = That closing time is over. Type when papers must have arrived.
outside-too_long = A ballot cannot last longer than a year. Correct one of the two times.
outside-key_gone = Steward cannot count this just now: a file is missing on its computer. Nothing was changed. Please tell an officer.
outside-not_posted = You have not said so far that you have posted your paper. Press *I've posted it* first.
outside-workplace_chosen = You have chosen your workplace for this ballot already. If that was wrong: *That was a mistake*, then press again and choose.
outside-workplace_gone = That workplace is no longer on the branch's list. Press *I've posted it* again to see the list as it is.
outside-result_same = The result says that already. Nothing was changed.
outside-more_than_issued = Those are more votes than there were people entitled to vote. Correct the numbers.
outside-number_unreadable =
    { $field ->
        [for] I could not read how many voted yes. Type a whole number, for example 1,240.
        [against] I could not read how many voted no. Type a whole number, for example 1,240.
        [spoilt] I could not read how many papers were spoilt. Type a whole number, for example 12.
       *[entitled] I could not read how many are sent a paper. Type a whole number above 0, for example 1,240, or leave it empty.
    }
outside-workplace_size = I could not read the size in line { $line }. Type the name, a colon and a whole number above 0: "Leeds office: 41". Leave out the colon and the number where it is not known.
outside-workplace_twice = Line { $line } names a workplace that stands further up already. Each is listed once.
outside-workplaces_too_many = A list of more than { $most } workplaces cannot be chosen from. Put small ones together.

# What a member is told, privately
posted-noted = **Noted: you have posted your paper. Thank you.** Steward reminds you of this ballot no more.
posted-chosen = **Noted: where you work.** The tables have it as a number only.
posted-was_noted = It was noted already that you have posted your paper. Nothing was changed.
posted-who_sees = No officer, rep or member can see that you pressed: only how many have. Discord can see a press. Whoever runs Steward's computer could find out until { $at }; then nobody can.
posted-choose = If you like, say where you work: it shows which workplaces need a visit, as numbers only, and none below five. It is chosen once for this ballot.
posted-menu =
    { $same ->
        [yes] Workplace: { $first }
       *[no] Workplace: { $first } to { $last }
    }
posted-workplace = Your workplace for this ballot: { $workplace }
posted-mistake = That was a mistake
posted-taken_back = **Taken back.** Nothing is kept of it: as far as Steward knows you have not posted your paper. Press the button again once you have.
posted-was_not = You had not said that you have posted your paper. Nothing was changed.
posted-elsewhere = That button belongs to another branch. Nothing was changed.
posted-not_here = You are not a member of that branch any more, so nothing was changed.

# A reminder
ladder-first_line = A reminder from your branch.
ladder-ask = **Have you posted it?** If you have, press the button, and you get no more reminders of this ballot. Steward does not ask how you voted.
ladder-whence =
    { $all ->
        [yes] In { $branch }: { $link }
            This is reminder { $step } of at most 4, sent to members who have not said that they have posted their paper. If you were sent no paper, ask your rep.
       *[no] In { $branch }: { $link }
            This is reminder { $step } of at most 4, sent to those who asked for reminders and have not said that they have posted their paper. If you were sent no paper, ask your rep.
    }
ladder-stop = No more reminders
ladder-stopped = Steward reminds you of no ballot of this branch any more.
ladder-again = Remind me again
ladder-heard = Steward reminds you of the branch's ballots again, at most four times each.

# The branch's workplaces, for officers
workplace-form-title = The branch's workplaces
workplace-form-list = One a line, with its size if you know it
workplace-form-list-help = Members can choose one when they say that they have posted. Empty the field for no list.
workplace-form-list-hint = Leeds office: 41
workplace-kept =
    { $number ->
        [0] The branch has no list of workplaces now.
        [one] The list has { $number } workplace; the size of { $sized } is known. Members can choose it from now on.
       *[other] The list has { $number } workplaces; the size of { $sized } is known. Members can choose one from now on.
    } Who chose one that is no longer listed still counts there.
