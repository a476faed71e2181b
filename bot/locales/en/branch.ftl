# Setting a branch up, and its health.

branch-not_set_up = Steward is not set up for this branch yet. An administrator of this server can do it in a minute with /branch setup.
branch-not_begun = The set-up has not been begun yet. Run /branch setup.
branch-only_in_a_server = Steward works in a branch's server. Run this command there.
branch-nameless = Our branch
branch-no_such_zone = That time zone is not known. Type it as a continent and a city, for example Europe/London.
branch-membership_unreadable = The branch membership has to be a whole number from 1 to { $most }, for example 212.

branch-page-title = Set up Steward ({ $page } of { $pages })
branch-page-1 = **Who is who.** Choose the Discord roles for each. Several are fine. Steward has guessed from their names where it could; nothing is in force until you press Finish.
    Reps can also be officers; an administrator of this server is always an officer. Each choice is saved as you make it.
branch-page-2 = **Which channel is for what.** Steward says at once what it cannot do in a channel. The desk is where organisers are told of members' reports: only they may read it.
branch-page-3 = **Last things.** Full members (if the branch tells them apart), a private channel for the record of what was done, the branch's name, time zone and membership, whether secret polls take two officers (a button changes that at once), what your standing orders say of meetings, and what members can report to the organisers.

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
branch-no_reports = **Reports are refused for now**, so members cannot tell the organisers anything here. { $why }
branch-set_up-title = Steward is set up
branch-set_up-next = A rep can now ask the branch something with /poll create. Where there is an organisers' desk, an officer can put the way to it where members read, with /feedback post. /branch check lists anything still to be put right, and /branch setup changes any of this.

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
branch-check-no_membership_nor_quorum = The branch membership is not entered, so a turnout has no second number beside it, and whether a meeting has its quorum cannot be known where that is in per cent. Enter it with /branch membership.
branch-check-old_membership = The branch membership was entered { $days } days ago. Enter today's number with /branch membership.
branch-check-no_counts = Discord does not tell Steward how many people hold a role, so no turnout can be given. Allow Steward the permission Manage Roles in the server's settings; Steward changes no roles.
branch-check-few_organisers =
    { $number ->
        [0] Nobody holds the organisers' role ({ $roles }), so nobody reads what members report. Give it to two people or three.
       *[one] Only one person holds the organisers' role ({ $roles }). A report about that person can be read by nobody, and nothing is read while they are away. Give the role to another.
    }
branch-check-discord_away = Discord did not answer when asked how many people hold a role. Try /branch check again in a minute.
branch-check-no_notice = Somebody has deleted the notice of "{ $title }", { $at }. The meeting stands. A rep can post the notice again: /meeting list, choose the meeting, then Post the notice again.
branch-check-sealed_off = What members have reported cannot be given to the desk: the key file it was sealed with is missing on the computer Steward runs on, or the data are damaged. Tell whoever runs Steward; ./steward check says which, and names the file to put back.
branch-check-failed = Not done: { $what }. { $why } Put that right, then press Try again.
branch-check-no_events = As it is, meetings do not stand among the server's events: that would take the permission { $permission }. Nothing else needs it.
branch-check-not_pinned = The board of the campaign "{ $title }" is not pinned. { $why }
branch-check-no_pins = As it is, the board of a campaign would not be pinned in its channel: that takes the permission { $permission }. Nothing else needs it.
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
permission-create_events = Create Events
permission-pin_messages = Pin Messages
