# Who is at a meeting: checking in, the rep's live panel, the numbers and names afterwards.

# In public, in the notice and in the room
attendance-present =
    { $in_room ->
        [0] **Present: { $present }**
       *[other] **Present: { $present }** ({ $checked_in } checked in, { $in_room } counted in the room)
    }
attendance-quorum =
    { $form ->
        [unknown] Whether there is a quorum cannot be known: it is { $number }% of the branch membership, which has not been entered. An officer can enter it with /branch membership.
        [met] Quorum of { $needed }: **reached**.
       *[short] Quorum of { $needed }: **not reached**. Until it is, what the meeting says are views, not decisions.
    }
attendance-present-at_the_end =
    { $present ->
        [0] **Present at the end:** nobody was checked in or counted.
       *[other] { $in_room ->
            [0] **Present at the end: { $present }**
           *[other] **Present at the end: { $present }** ({ $checked_in } checked in, { $in_room } counted in the room)
        }
    }
attendance-quorum-at_the_end =
    { $form ->
        [unknown] Whether there was a quorum is not known: it is { $number }% of the branch membership, which had not been entered.
        [met] Quorum of { $needed } at the end: **reached**.
        [uncounted] Whether there was a quorum of { $needed } is therefore not known here.
       *[short] Quorum of { $needed } at the end: **not reached**.
    }
attendance-room = **Check in** if you are at this meeting, here or in the room: that is how the quorum is counted. Others see how many are there, not who; reps see names, and with the minutes members can, until they are erased.
attendance-room-closed = Check-in is closed.
attendance-mark = Check-in of meeting { $meeting }

# To the member who presses
attendance-checked_in = **You are checked in.** You count towards the quorum until the meeting ends. If you leave before that, press I have left.
attendance-checked_in-took_back = **You are checked in**, and your apologies are taken back: you are down as coming. You count towards the quorum until the meeting ends. If you leave before that, press I have left.
attendance-checked_in-before = You were checked in already, and are counted once.
attendance-leave-button = I have left
attendance-left = **You have left**, and are no longer counted. If you come back, press I am back.
attendance-left-before = You were not checked in, so nothing was changed.
attendance-back-button = I am back

# The rep's live panel
attendance-panel = { $title }: attendance
attendance-panel-before = Check-in opens { $at } ({ $ago }); until then nobody can check in.
attendance-panel-open = Check-in has been open since { $at }. The meeting begins { $begins }.
attendance-panel-under_way = The meeting has been under way since { $at }.
attendance-panel-held = The meeting ended { $at }.
attendance-panel-cancelled = The meeting was cancelled.
attendance-panel-changes = **The quorum**
attendance-change-met = { $at }: reached, with { $present } of { $needed } needed.
attendance-change-lost = { $at }: lost, with { $present } of { $needed } needed.
attendance-here-button = Post check-in here
attendance-count-button = Number in the room
attendance-refresh-button = Refresh
attendance-poll-button = Open a poll
attendance-end-button = End the meeting
attendance-count-title = In the room without Discord
attendance-count-field = How many are there?
attendance-count-help = Members who are present and cannot check in themselves. Type 0 if there are none.
attendance-posting = The check-in is being posted here. Discord is slow just now; it will appear by itself.
attendance-posted = The check-in is here: { $link }
attendance-end-question =
    { $present ->
        [0] End **{ $title }** now? Check-in closes. Nobody is checked in or counted so far.
       *[other] End **{ $title }** now? Check-in closes, and the quorum stays as it stands: { $present } present.
    }
attendance-end-sure = End it now
attendance-ended =
    { $present ->
        [0] **The meeting has ended.** Nobody was checked in or counted. /meeting minutes takes the minutes.
       *[other] **The meeting has ended** with { $present } present. /meeting attendance shows who was there; /meeting minutes takes the minutes.
    }

# /meeting attendance
attendance-names-title = Attendance (page { $page } of { $pages })
attendance-names-heading = **{ $title }**, { $at }
attendance-names-present = **Present** ({ $number })
attendance-names-coming = **Coming** ({ $number })
attendance-names-online = **Online** ({ $number })
attendance-names-coming-absent = **Coming, not checked in** ({ $number })
attendance-names-online-absent = **Online, not checked in** ({ $number })
attendance-names-apologies = **Apologies** ({ $number })
attendance-names-unsure = **Not sure** ({ $number })
attendance-names-erased = Names of who answered and who was there were erased { $at }. The numbers stay.
attendance-names-nobody = Nobody has answered or checked in.
attendance-export-button = Export as CSV
attendance-exported = Who answered and who was there. That you exported it is on record; keep it no longer than you need it.
attendance-table-member = Member id
attendance-table-name = Name
attendance-table-answer = Answer
attendance-table-present = Present
attendance-table-coming = coming
attendance-table-online = online
attendance-table-apologies = apologies
attendance-table-unsure = not sure
attendance-table-none = none
attendance-table-yes = yes
attendance-table-no = no
attendance-table-in_room = In the room without Discord

# Refusals
attendance-not_begun = This meeting begins { $starts_at }, so it cannot be ended yet. If it will not be held, use /meeting cancel.
attendance-in_room_unreadable = I could not read that number. Type how many are in the room without Discord, from 0 to { $most }.
attendance-erased = The names of who answered and who was there are erased, so there is nothing to export. The numbers stay.
attendance-which = Choose the meeting from the list that appears while you type: none, or more than one, can be checked in to just now.
attendance-channel_unseen = Steward cannot see this channel, so it cannot post here. An administrator has to let it. Members can check in at the notice meanwhile.
attendance-channel_closed = Steward cannot post here yet. An administrator has to allow it in this channel: { $permissions }. Members can check in at the notice meanwhile.
