# The channels Steward speaks in.

room-gone =
    { $use ->
        [notices] The channel for notices no longer exists, so nothing can be posted. An officer can choose another with /branch setup.
        [polls] The channel for polls no longer exists, so nothing can be posted. An officer can choose another with /branch setup.
       *[campaign] The channel for the campaign no longer exists, so nothing can be posted. An officer can choose another with /branch setup.
    }
room-closed = Steward cannot post in { $channel } yet. An administrator has to allow it there: { $permissions }.
