# The record of what was done, and what Steward has still to do: /branch audit, /branch check and the audit channel.

# The record
audit-line = { $at } { $who } { $what }
audit-steward = Steward

audit-branch-set_up = set the branch up.
audit-branch-roles_chosen = chose the roles of { $power }: { $roles }.
audit-branch-channel_chosen = chose the channel for { $use }: { $channel }.
audit-branch-described = changed the branch's name or time zone ({ $zone }).
audit-branch-membership_entered = entered the branch membership: { $number } { $before ->
    [0] (the first time).
   *[other] (before: { $before }).
 }
audit-branch-two_officers_on = made it a rule that a second officer agrees before a secret poll opens or closes early.
audit-branch-two_officers_off = ended the rule that a second officer agrees before a secret poll opens or closes early.
audit-branch-meeting_rule =
    { $meeting ->
        [general] changed the rule for general meetings
        [annual] changed the rule for annual general meetings
        [committee] changed the rule for committee meetings
       *[emergency] changed the rule for emergency meetings
    }: { $notice } { $notice ->
        [one] clear day's notice.
       *[other] clear days' notice.
    }

audit-poll-made = made the poll "{ $question }".
audit-poll-opened = opened the poll "{ $question }".
audit-poll-missed = could not open the poll "{ $question }": Steward was not running while it should have been open.
audit-poll-closed = closed the poll "{ $question }"; { $voted } voted.
audit-poll-closed_early = closed the poll "{ $question }" before its time.
audit-poll-extended = extended the poll "{ $question }" until { $closes_at }.
audit-poll-votes_erased = erased who chose what in "{ $question }"; the numbers stay.
audit-poll-cancelled = cancelled the poll "{ $question }".
audit-poll-reminded = had members reminded of the poll "{ $question }".
audit-poll-reminders_sent = wrote to { $sent } who had not voted in "{ $question }"; { $refused } accept no messages.

audit-poll-too_few = did not open the secret poll "{ $question }": too few people could vote for it to be secret.
audit-poll-lost = cancelled the secret poll "{ $question }": its box is gone, or the key to it, as when the data are restored from a backup, which never holds the votes of an open secret poll.
audit-poll-box_damaged = found the box of the secret poll "{ $question }" damaged or its key gone: nobody can vote in it. Whoever runs Steward should look at its log.
audit-poll-key_destroyed = destroyed the key of "{ $question }": from now on nothing that Steward keeps tells who voted. The count stays.

audit-poll-asked_open = asked for a second officer to agree to opening "{ $question }".
audit-poll-asked_close = asked for a second officer to agree to closing "{ $question }" before its time.
audit-poll-asked_enrol = asked for a second officer to agree to adding to the roll of "{ $question }".
audit-poll-agreed_open = agreed to opening "{ $question }".
audit-poll-agreed_close = agreed to closing "{ $question }" before its time.
audit-poll-agreed_enrol = agreed to adding to the roll of "{ $question }".
audit-poll-refused_open = refused to agree to opening "{ $question }".
audit-poll-refused_close = refused to agree to closing "{ $question }" before its time.
audit-poll-refused_enrol = refused to agree to adding to the roll of "{ $question }".
audit-poll-withdrawn_open = no longer asks for a second officer to agree to opening "{ $question }": withdrew it, or changed or discarded the draft.
audit-poll-withdrawn_close = no longer asks for a second officer to agree to closing "{ $question }" before its time.
audit-poll-withdrawn_enrol = no longer asks for a second officer to agree to adding to the roll of "{ $question }".
audit-poll-lapsed_open = forgot the draft of "{ $question }": no second officer agreed to opening it in three days.
audit-poll-overtaken_close = no longer waits for a second officer to agree to closing "{ $question }": the poll has ended.
audit-poll-overtaken_enrol = no longer waits for a second officer to agree to adding to the roll of "{ $question }": the poll has ended.

audit-meeting-room_counted = counted { $number } in the room without Discord at "{ $title }" (before: { $before }).
audit-meeting-attendance_exported = exported who answered and who was there at "{ $title }".
audit-meeting-missed = could not post the notice of "{ $title }": it was over before Discord took it.
audit-meeting-held =
    { $present ->
        [0] ended the meeting "{ $title }"; nobody was checked in or counted at the end.
        [one] ended the meeting "{ $title }"; { $present } was present at the end.
       *[other] ended the meeting "{ $title }"; { $present } were present at the end.
    }

audit-meeting-announced = called the meeting "{ $title }" for { $starts_at }.
audit-meeting-posted_again = had the notice of "{ $title }" posted again, which somebody had deleted.
audit-meeting-reminders_sent =
    { $refused ->
        [0] wrote to { $sent } who asked to be reminded of "{ $title }".
        [one] wrote to { $sent } who asked to be reminded of "{ $title }"; { $refused } accepts no messages.
       *[other] wrote to { $sent } who asked to be reminded of "{ $title }"; { $refused } accept no messages.
    }
audit-meeting-moved = moved the meeting "{ $title }" to { $starts_at }.
audit-meeting-place_changed = changed the place of the meeting "{ $title }".
audit-meeting-cancelled = cancelled the meeting "{ $title }".
audit-meeting-told =
    { $refused ->
        [0] wrote to { $sent } who had answered the notice of "{ $title }", or checked in, of its other time or place, or that it was cancelled.
       *[other] wrote to { $sent } who had answered the notice of "{ $title }", or checked in, of its other time or place, or that it was cancelled; { $refused } could not be reached.
    }
audit-meeting-event_gone = found Discord's event of "{ $title }" deleted or cancelled by hand, and makes no other.
audit-meeting-announced_short = called the meeting "{ $title }" for { $starts_at } at short notice: { $reason }
audit-meeting-agenda_changed =
    { $items ->
        [0] took everything off the agenda of "{ $title }".
        [one] changed the agenda of "{ $title }": { $items } item.
       *[other] changed the agenda of "{ $title }": { $items } items.
    }

audit-meeting-minutes_drafted = kept a draft of the minutes of "{ $title }".
audit-meeting-minutes_posted = had the minutes of "{ $title }" posted.
audit-meeting-minutes_approved = noted that the minutes of "{ $title }" are approved.
audit-meeting-names_erased = erased who answered and who was at "{ $title }"; the numbers stay.
audit-campaign-moved = noted that the campaign "{ $title }" came to another stage on { $on }: { $stage ->
        [claim] claim.
        [talks] talks.
        [offer] offer.
        [consultation] consultation.
        [dispute] dispute.
        [ballot] ballot.
        [notice] notice.
        [action] action.
       *[settlement] settlement.
    }
audit-campaign-closed =
    { $outcome ->
        [settled] closed the campaign "{ $title }": settled.
        [lost] closed the campaign "{ $title }": lost.
       *[dropped] closed the campaign "{ $title }": given up.
    }
audit-campaign-names_erased = forgot who looked at the campaign "{ $title }", and who followed it unless another is under way.
audit-campaign-started = started the campaign "{ $title }".
audit-campaign-date_put = put a date of the campaign "{ $title }" on its board: { $date_kind }, { $on }.
audit-campaign-date_changed = changed a date of the campaign "{ $title }": { $date_kind }, { $on }.
audit-campaign-date_removed = took a date of the campaign "{ $title }" out: { $date_kind }, { $on }.
audit-campaign-ballot_announced = announced a statutory ballot in the campaign "{ $title }".
audit-campaign-ballot_changed = changed what is said of the statutory ballot in the campaign "{ $title }".
audit-campaign-ballot_cancelled = called off the statutory ballot in the campaign "{ $title }".
audit-campaign-ballot_closed = counted to the close of the statutory ballot in the campaign "{ $title }".
audit-campaign-ballot_result = entered the scrutineer's result in the campaign "{ $title }".
audit-campaign-ballot_anew = began to count anew who has posted in the campaign "{ $title }": the data came from a backup, without the key.
audit-campaign-posted_forgotten = forgot who had posted in a ballot of the campaign "{ $title }": the key is destroyed.
audit-campaign-target_set = set the target for the statutory ballot in the campaign "{ $title }" to { $target }%.
audit-campaign-turnout_posted = had the turnout of the statutory ballot in the campaign "{ $title }" posted.
audit-campaign-workplaces_set = changed the list of workplaces: { $number } on it now.
audit-campaign-update_posted = posted update { $update } of the campaign "{ $title }".
audit-campaign-update_scheduled = scheduled update { $update } of the campaign "{ $title }" for { $due_at }.
audit-campaign-update_corrected = corrected update { $update } of the campaign "{ $title }".
audit-campaign-update_taken_back = took back scheduled update { $update } of the campaign "{ $title }" to change it.
audit-campaign-update_withdrawn = withdrew update { $update } of the campaign "{ $title }" before it was posted.
audit-campaign-letters_sent =
    { $letter ->
        [update] wrote to { $sent } who follow the campaign "{ $title }" about an update{ $refused ->
            [0] .
            [one] ; { $refused } accepts no messages.
           *[other] ; { $refused } accept no messages.
        }
        [correction] wrote to { $sent } who follow the campaign "{ $title }" about a corrected update{ $refused ->
            [0] .
            [one] ; { $refused } accepts no messages.
           *[other] ; { $refused } accept no messages.
        }
        [date] wrote to { $sent } who follow the dates of the campaign "{ $title }"{ $refused ->
            [0] .
            [one] ; { $refused } accepts no messages.
           *[other] ; { $refused } accept no messages.
        }
        [dropped] wrote to { $sent } whose question about the campaign "{ $title }" was dropped{ $refused ->
            [0] .
            [one] ; { $refused } accepts no messages.
           *[other] ; { $refused } accept no messages.
        }
       *[answer] wrote to { $sent } who follow the answers in the campaign "{ $title }", or had asked{ $refused ->
            [0] .
            [one] ; { $refused } accepts no messages.
           *[other] ; { $refused } accept no messages.
        }
    }
audit-decision-recorded = recorded the decision "{ $decision }".
audit-decision-corrected = corrected the owner or the day of the decision "{ $decision }".
audit-decision-done = said what became of the decision "{ $decision }": it is done.
audit-decision-dropped = said what became of the decision "{ $decision }": it will not be done.

audit-series-begun = made the meeting "{ $title }" the first of a series.
audit-series-skipped = skipped a meeting of a series, "{ $title }" on { $on }.
audit-series-unskipped = had a skipped meeting of a series, "{ $title }" on { $on }, held after all.
audit-series-missed = could not announce a meeting of a series, "{ $title }" on { $on }: Steward was not running before it.
audit-series-unannounced = did not announce a meeting of a series, "{ $title }" on { $on }: too little notice was left.
audit-series-stopped = ended the series of meetings "{ $title }".

audit-campaign-bands_kept =
    { $bands ->
        [one] typed or sent the pay of { $bands } band for the campaign "{ $title }".
       *[other] typed or sent the pay of { $bands } bands for the campaign "{ $title }".
    }
audit-campaign-offer_kept =
    { $whose ->
        [claim] typed or sent what the claim "{ $name }" gives, in the campaign "{ $title }".
       *[offer] typed or sent what the offer "{ $name }" gives, in the campaign "{ $title }".
    }
audit-campaign-offer_removed =
    { $whose ->
        [claim] removed the claim "{ $name }" from the campaign "{ $title }".
       *[offer] removed the offer "{ $name }" from the campaign "{ $title }".
    }
audit-campaign-offers_posted = had the claim and the offers of the campaign "{ $title }" posted side by side.
audit-campaign-question_answered = answered a question about the campaign "{ $title }": "{ $question }"
audit-campaign-question_answer_corrected = corrected an answer about the campaign "{ $title }": "{ $question }"
audit-campaign-question_dropped = dropped a question about the campaign "{ $title }". The reason: { $reason }
audit-campaign-full_time_set = set the full-time week of the campaign "{ $title }" to { $hours } hours.
audit-campaign-prices_typed = typed index levels of prices ({ $measure }): { $written } new or put right, { $removed } taken out.

# feedback.desk_unusable: `why` is the key of the problem, with hyphens alone
audit-feedback-desk_unusable =
    could not give the organisers' desk what waits for it; nothing is lost, and it is tried again at 08:00, 13:00 and 18:00. { $why ->
        [room-no-desk] No channel is chosen for the desk: choose one with /branch setup.
        [room-gone] The desk's channel no longer exists: choose another with /branch setup.
        [room-closed] Steward may not post there; /branch check names the permissions.
        [room-desk-public] Others than organisers can read the desk; /branch check names the roles.
        [room-no-organisers] Nobody has the role of an organiser: choose the roles with /branch setup.
        [report-key-lost] The key file is missing that opens what was sent: tell whoever runs Steward; ./steward check names the file to put back.
        [store-unavailable] The key file that opens what was sent could not be read: tell whoever runs Steward.
       *[other] What was sent is damaged: tell whoever runs Steward.
    }
audit-feedback-nobody_told = could tell no organiser, in private, of a report that is not shown in the desk's channel. Whoever of the organisers may see it finds it in /feedback desk.
audit-job-failed = could not do something it had to: { $kind } ({ $about }).
audit-job-tried_again =
    { $number ->
        [one] had one thing that had failed tried again.
       *[other] had { $number } things that had failed tried again.
    }
# What organisers do with reports. `number` is "none" for one that the reporter does not want all of them to see.
audit-feedback-opened =
    { $number ->
        [none] opened a report that not all organisers may see.
       *[other] opened report { $number }.
    }
audit-feedback-answered =
    { $number ->
        [none] answered a report that not all organisers may see.
       *[other] answered report { $number }.
    }
audit-feedback-closed_done =
    { $number ->
        [none] closed a report that not all organisers may see as done.
       *[other] closed report { $number } as done.
    }
audit-feedback-closed_no_action =
    { $number ->
        [none] closed a report that not all organisers may see without action.
       *[other] closed report { $number } without action.
    }
audit-feedback-set_read =
    { $number ->
        [none] set a report that not all organisers may see to read.
       *[other] set report { $number } to read.
    }
audit-feedback-set_in_hand =
    { $number ->
        [none] set a report that not all organisers may see to in hand.
       *[other] set report { $number } to in hand.
    }
audit-feedback-reopened =
    { $number ->
        [none] opened a report that not all organisers may see again, which was closed.
       *[other] opened report { $number } again, which was closed.
    }
audit-feedback-noted =
    { $number ->
        [none] wrote a note on a report that not all organisers may see.
       *[other] wrote a note on report { $number }.
    }
audit-feedback-passed =
    { $number ->
        [none] passed a report that not all organisers may see to an organiser.
       *[other] passed report { $number } to an organiser.
    }
audit-feedback-taken_back =
    { $number ->
        [none] took a report that not all organisers may see back from whom it was passed to.
       *[other] took report { $number } back from whom it was passed to.
    }
audit-feedback-muted =
    { $number ->
        [none] muted whoever sent a report that not all organisers may see, for the rest of the day.
       *[other] muted whoever sent report { $number }, for the rest of the day.
    }
audit-feedback-name_opened =
    { $number ->
        [none] opened who sent a report that not all organisers may see. The reason: { $reason }
       *[other] opened who sent report { $number }. The reason: { $reason }
    }
audit-feedback-settings_changed = changed what is set for reports: { $categories } categories; texts are erased { $days } days after the closing.
audit-feedback-workload_counted = counted the workload returns of { $month }: what may be published is kept, the returns and their key are destroyed. /feedback figures shows it.
audit-feedback-workload_anew = began to count the workload returns of { $month } anew: the data came from a backup, without the key.
audit-feedback-posted = had the post with the way to the organisers put into { $channel }.
audit-feedback-pause_asked = asked to close the doors for reports: "{ $reason }". Another officer can agree with /feedback pause.
audit-feedback-paused = agreed: the doors for reports are closed. "{ $reason }"
audit-feedback-pause_withdrawn = withdrew the request to close the doors for reports.
audit-feedback-pause_refused = refused to close the doors for reports.
audit-feedback-pause_opened = opened the doors for reports again.
audit-feedback-erased =
    { $number ->
        [one] erased a report whose time was up after its closing.
       *[other] erased { $number } reports whose time was up after their closing.
    }
audit-feedback-given_up =
    erased what members had reported and nothing could open any more, because a key was lost or it was damaged. Whole reports: { $reports }. Single messages: { $entries }. Names given in confidence: { $names }. { $trays ->
        [0] Nothing that waited to be given to the desk.
       *[other] Also what waited to be given to the desk.
    }
audit-feedback-codes_given_up = made a new key for codes, because the old one was lost. Reports to which no code leads any more: { $reports }.

# What Steward has to do, as an officer may read it where it failed
job-kind-audit-post = repeating the record in the audit channel
job-kind-poll-forget = forgetting an unused draft
job-kind-poll-erase = forgetting who chose what in a closed poll
job-kind-poll-open = opening a poll and posting it
job-kind-poll-refresh = bringing a poll's post up to date
job-kind-poll-turnout = bringing a secret poll's turnout up to date
job-kind-poll-ask = asking for a second officer to agree
job-kind-poll-enrolled = telling members that somebody was added to a roll
job-kind-poll-close = closing and counting a poll
job-kind-poll-announce = posting a poll's result
job-kind-poll-extended = telling members that a poll is open for longer
job-kind-poll-cancelled = telling members that a poll was cancelled
job-kind-poll-remind = posting a reminder of a poll
job-kind-poll-remind_each = writing to those who have not voted
job-kind-campaign-ballot_forget = forgetting an unused draft of a statutory ballot
job-kind-campaign-ballot_post = posting a statutory ballot, or bringing its post up to date
job-kind-campaign-ballot_open = the opening of a statutory ballot
job-kind-campaign-ballot_close = the close of a statutory ballot
job-kind-campaign-ladder = the next reminder of a statutory ballot
job-kind-campaign-ladder_each = reminding those who have not said that they have posted
job-kind-campaign-turnout = moving on what is shown of a statutory ballot's turnout
job-kind-campaign-turnout_post = posting the turnout of a statutory ballot
job-kind-campaign-purge = forgetting who has posted in a statutory ballot
job-kind-campaign-forget = forgetting an unused draft of a campaign
job-kind-feedback-round = giving the organisers' desk what members have reported
job-kind-feedback-digest = posting once a week at the organisers' desk what waits there
job-kind-feedback-waiting = telling members how many answers to reports wait for them
job-kind-feedback-card = posting a report at the organisers' desk, or bringing its post up to date
job-kind-feedback-told = telling organisers in private that a report waits for them
job-kind-campaign-round = showing the questions that came without a name
job-kind-campaign-remind = reminding members of the dates of a campaign
job-kind-campaign-board = posting a campaign's board, or bringing it up to date
job-kind-campaign-new_day = bringing a campaign's board up to date at midnight
job-kind-campaign-erase = forgetting who followed a campaign that is over
job-kind-meeting-open_checkin = letting members check in to a meeting
job-kind-meeting-post_checkin = posting a meeting's check-in where it is held
job-kind-meeting-refresh_checkin = bringing a meeting's check-in post up to date
job-kind-meeting-end = ending a meeting
job-kind-meeting-forget = forgetting an unused draft of a meeting
job-kind-meeting-announce = posting the notice of a meeting
job-kind-meeting-post_again = posting the notice of a meeting again
job-kind-meeting-remind = posting a reminder of a meeting
job-kind-meeting-remind_each = writing to those who asked to be reminded of meetings
job-kind-meeting-occur = announcing the next of the meetings that repeat
job-kind-meeting-unannounced = announcing one of the meetings that repeat
job-kind-meeting-refresh = bringing the notice of a meeting up to date
job-kind-meeting-moved = telling members that a meeting was moved
job-kind-meeting-cancelled = telling members that a meeting was cancelled
job-kind-meeting-tell_each = writing to those who had answered or checked in that a meeting was moved or cancelled
job-kind-meeting-event = making or changing Discord's event of a meeting
job-kind-meeting-minutes = posting a meeting's minutes, or bringing their post up to date
job-kind-meeting-erase = erasing who answered and who was at a meeting
job-kind-campaign-update_post = posting an update of a campaign, or bringing its post up to date
job-kind-campaign-update_due = posting a scheduled update of a campaign
job-kind-campaign-update_forget = forgetting an unused draft of an update
job-kind-campaign-offers = posting the claim and the offers side by side
job-kind-campaign-offer_forget = forgetting a table of pay or an offer that was read and not kept
job-kind-campaign-letters = writing to those who follow a campaign
job-kind-mydata-sweep = looking for who has left the server, to forget them
job-kind-mydata-leave = forgetting who has left the server
job-kind-mydata-fold = overwriting what was erased
job-kind-decision-remind = reminding members of the decisions that they see to

# Why it failed
job-flagged = Discord has taken Steward for a bot that sends spam, and lets it write privately to nobody it has not written to before. Whoever runs Steward can appeal in Discord's developer portal; after that, press Try again, and it goes on where it stopped.
job-channel_gone = The channel no longer exists.
job-no_permission = Steward may no longer post in the channel.
job-no_members_intent = The roll was to be listed at the opening, and whoever runs Steward has turned the list of members off since (STEWARD_MEMBERS_INTENT). Cancel the poll, or have it turned on.
job-failed = Steward could not do something it had to do, and has stopped trying.
job-unexpected = Something went wrong inside Steward. Whoever runs it can find it in the log.
job-timed_out = It took too long.
job-later = Discord asked Steward to wait.
job-unknown = Why is not known.
job-kind-feedback-passed = telling an organiser that a report was passed to them
job-kind-feedback-post = posting the way to the organisers in a channel, or bringing that post up to date
job-kind-feedback-pause_notice = telling members whether they can report
job-kind-feedback-night = erasing at night what is no longer kept of reports
job-kind-feedback-letter = sending an answer to a report by private message
