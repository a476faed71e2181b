# Setting a branch up, its health, and its record.

branch-not_set_up = Steward is not set up for this branch yet. An administrator of this server can do it in a minute with /branch setup.
branch-not_begun = The set-up has not been begun yet. Run /branch setup.
branch-only_in_a_server = Steward works in a branch's server. Run this command there.
branch-nameless = Our branch
branch-no_such_zone = That time zone is not known. Type it as a continent and a city, for example Europe/London.
branch-membership_unreadable = The branch membership has to be a whole number from 1 to { $most }, for example 212.

branch-page-title = Set up Steward ({ $page } of { $pages })
branch-page-1 = **Who is who.** Choose the Discord roles for each. Several are fine. Steward has guessed from their names where it could; nothing is in force until you press Finish.
    Reps can also be officers; an administrator of this server is always an officer. Each choice is saved as you make it.
branch-page-2 = **Which channel is for what.** Steward says at once what it cannot do in a channel. This version uses the channel for polls; the others are for what comes later. The desk will be where organisers read reports: it should be private.
branch-page-3 = **Last things.** Full members (if the branch tells them apart), a private channel for the record of what was done, the branch's name, time zone and membership, and whether secret polls take two officers. A button changes that at once.

branch-choose-officer = Officers (secretary, chair …)
branch-choose-rep = Reps
branch-choose-organiser = Organisers (read members' reports)
branch-choose-member = Members (nobody chosen: everyone here)
branch-choose-full_member = Full members (optional)
branch-choose-notices = Channel for meeting notices
branch-choose-polls = Channel for polls
branch-choose-campaign = Channel for the pay campaign
branch-choose-desk = Organisers' desk (private)
branch-choose-audit = Audit log (private, optional)

branch-roles-officer = officers
branch-roles-rep = reps
branch-roles-organiser = organisers
branch-roles-member = members
branch-roles-full_member = full members
branch-channel-notices = notices
branch-channel-polls = polls
branch-channel-campaign = campaign
branch-channel-desk = organisers' desk
branch-channel-audit = audit log

branch-describe = Name, time zone, membership
branch-describe-title = The branch
branch-name = Name of the branch
branch-zone = Time zone
branch-zone-help = A continent and a city, for example Europe/London.
branch-membership = Branch membership
branch-membership-help = The true number on the union's books. It stands beside every turnout.
branch-two_officers-on = Two officers for secret polls: on
branch-two_officers-off = Two officers for secret polls: off
branch-line-two_officers = Secret polls and elections: a second officer has to agree before one opens, or closes before its time.
branch-line-one_officer = Secret polls and elections: one rep or officer opens and closes them alone.
branch-finish = Finish
branch-set_up-title = Steward is set up
branch-set_up-next = A rep can now ask the branch something with /poll create. /branch check lists anything still to be put right, and /branch setup changes any of this.

branch-settings-title = How this branch is set up
branch-line-name = **{ $name }**, time zone { $zone }
branch-line = { $what }: { $chosen }
branch-none = nobody chosen
branch-membership-known = Branch membership: { $number }, entered { $on }.
branch-membership-unknown = Branch membership: not entered yet.

branch-role_gone = A role chosen for { $what } no longer exists. Choose another with /branch setup.
branch-everyone_has_power = Everybody here is among the { $what }. Choose a smaller role with /branch setup.
branch-no_officers = No role is chosen for officers, so only administrators of this server can change the set-up.
branch-no_reps = No role is chosen for reps, so only officers can run polls.
branch-no_members = No role is chosen for members, so everyone here counts as a member and may vote.
branch-no_channel = No channel is chosen for { $what }.
branch-channel_gone = The channel chosen for { $what } no longer exists. Choose another with /branch setup.
branch-permission_missing = In { $channel } ({ $what }) Steward lacks: { $permissions }. An administrator can allow it in the channel's permissions.
branch-channel_public = { $channel } ({ $what }) can be read by everyone here. Make it private in the channel's permissions.

branch-check-title =
    { $number ->
        [0] Nothing to put right
        [one] { $number } thing to put right
       *[other] { $number } things to put right
    }
branch-check-well = All is well: roles, channels, permissions, membership, and nothing left undone.
branch-check-no_membership = The branch membership is not entered, so a turnout has no second number beside it. Enter it with /branch membership.
branch-check-old_membership = The branch membership was entered { $days } days ago. Enter today's number with /branch membership.
branch-check-no_counts = Discord does not tell Steward how many people hold a role, so no turnout can be given. Allow Steward the permission Manage Roles in the server's settings; Steward changes no roles.
branch-check-discord_away = Discord did not answer when asked how many people hold a role. Try /branch check again in a minute.
branch-check-failed = Not done: { $what }. { $why } Put that right, then press Try again.
branch-try_again = Try again
branch-tried_again =
    { $number ->
        [0] There was nothing left to try again.
        [one] { $number } thing is being tried again. Run /branch check in a minute.
       *[other] { $number } things are being tried again. Run /branch check in a minute.
    }
branch-audit-title = What was done
branch-audit-empty = Nothing is on record yet.
branch-audit-older = Older
branch-audit-newest = Newest
branch-audit-mark = Entries { $first } to { $last }

permission-view_channel = View Channel
permission-send_messages = Send Messages
permission-embed_links = Embed Links
permission-attach_files = Attach Files
permission-read_message_history = Read Message History

job-channel_gone = The channel no longer exists.
job-no_permission = Steward may no longer post in the channel.
job-no_members_intent = The roll was to be listed at the opening, and whoever runs Steward has turned the list of members off since (STEWARD_MEMBERS_INTENT). Cancel the poll, or have it turned on.
job-unknown = Why is not known.

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
audit-job-failed = could not do something it had to: { $kind } ({ $about }).
audit-job-tried_again =
    { $number ->
        [one] had one thing that had failed tried again.
       *[other] had { $number } things that had failed tried again.
    }
audit-poll-made = made the poll "{ $question }".
audit-poll-opened = opened the poll "{ $question }".
audit-poll-missed = could not open the poll "{ $question }": Steward was not running while it should have been open.
audit-poll-too_few = did not open the secret poll "{ $question }": too few people could vote for it to be secret.
audit-poll-votes_lost = cancelled the secret poll "{ $question }": the data were restored from a backup, which never holds the votes of an open secret poll.
audit-poll-box_damaged = found the box of the secret poll "{ $question }" damaged or its key gone: nobody can vote in it. Whoever runs Steward should look at its log.
audit-poll-key_destroyed = destroyed the key of "{ $question }": from now on nobody can find out who voted. The count stays.
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
audit-branch-two_officers_on = made it a rule that a second officer agrees before a secret poll opens or closes early.
audit-branch-two_officers_off = ended the rule that a second officer agrees before a secret poll opens or closes early.
audit-poll-closed = closed the poll "{ $question }"; { $voted } voted.
audit-poll-closed_early = closed the poll "{ $question }" before its time.
audit-poll-extended = extended the poll "{ $question }" until { $closes_at }.
audit-poll-votes_erased = erased who chose what in "{ $question }"; the numbers stay.
audit-poll-cancelled = cancelled the poll "{ $question }".
audit-poll-reminded = had members reminded of the poll "{ $question }".
audit-poll-reminders_sent = wrote to { $sent } who had not voted in "{ $question }"; { $refused } accept no messages.
