# Updates of a campaign: written, previewed, posted, corrected.

# The form
update-form-title = Campaign update
update-form-text = What do members need to know?
update-form-text-help = Say what is new, what it means, and what happens next.
update-form-office = Signed as
update-form-office-hint = Branch secretary
update-form-when = When should it be posted?
update-form-when-hint = Fri 17:00, tomorrow 9am, 28 Nov 2026 18:30
update-form-reason = Why is it corrected?
update-form-reason-help = Members read this under the update.

# The preview
update-preview = **Preview.** Only you can see this. Nothing is posted until you press Post it; then it goes to { $channel } as below, and privately to members who follow updates. A locked phone shows no more than: { $line }
update-change = Change
update-post_it = Post it
update-schedule = Schedule it
update-discarded = Discarded. Nothing was posted.

# The post
update-signed = { $office }, { $on }
update-corrected = **Corrected on { $on }:** { $reason }
update-earlier = What it said before
update-earlier-title = What this update said before
update-said_until = **Until { $at }**, when it was corrected: { $reason }
update-link = In the channel: { $link }

# What a rep sees of it
update-name =
    { $kind ->
        [scheduled] Waiting for { $on }: { $words }
       *[posted] { $on }: { $words }
    }
update-posted = **Posted.** { $link }
update-post_gone = Somebody has deleted its post. A correction posts it again.
update-scheduled = **Scheduled.** It is posted on { $at }; that is { $yours } on your clock, { $ago }. Nothing is posted before that.
update-withdrawn = **Withdrawn.** It is not posted.
update-refresh = Refresh
update-correct = Correct it
update-withdraw = Withdraw it
update-reopen = Change it

# Refusals
update-not_found = That update is not there. Choose one from the list under /campaign update.
update-choose_from_list = Choose an update from the list that appears while you type.
update-no_draft = That draft is not there any more: it was discarded, or forgotten after a day. Start again with /campaign update.
update-already_posted = That update was posted or scheduled already. Choose it from the list under /campaign update to correct or withdraw it.
update-not_posted = That update has not been posted, so there is nothing to correct. Withdraw it and write another.
update-same = That is what the update says already. Nothing was changed.
update-changed_meanwhile = Somebody has corrected this update meanwhile. Nothing was changed: press Refresh, read it, and press Correct it again.
update-posted_already = That update has been posted, so it cannot be withdrawn. Correct it instead.
update-withdrawn_already = That update was withdrawn already. Nothing was changed.
update-due_past = { $at } has gone by. Type a time to come. Nothing was changed.
update-due_too_far = That is more than { $days } days ahead, and much may have changed by then. Type an earlier time. Nothing was changed.
