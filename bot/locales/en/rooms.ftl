# The channels Steward speaks in.

room-gone =
    { $use ->
        [notices] The channel for notices no longer exists, so nothing can be posted. An officer can choose another with /branch setup.
        [polls] The channel for polls no longer exists, so nothing can be posted. An officer can choose another with /branch setup.
        [desk] The organisers' desk, the channel that reports are given to, no longer exists. An officer can choose another with /branch setup.
       *[campaign] The channel for the campaign no longer exists, so nothing can be posted. An officer can choose another with /branch setup.
    }
room-closed = Steward cannot post in { $channel } yet. An administrator has to allow it there: { $permissions }.
room-no_desk = No channel is chosen for the organisers' desk, so a report would reach nobody. An officer can choose one with /branch setup.
room-no_organisers = Nobody here has the role of an organiser, so a report would reach nobody. An officer can choose the organisers' roles with /branch setup.
room-desk_public = { $channel } is the organisers' desk, and not only organisers can read it. No report is given to it until an administrator takes View Channel there away from { $roles }.
