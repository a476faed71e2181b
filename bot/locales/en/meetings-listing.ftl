# /meeting list
meeting-list-title =
    { $pages ->
        [1] Meetings
       *[other] Meetings, page { $page } of { $pages }
    }
meeting-list-empty = No meeting is to come, and none was held yet. A rep can call one with /meeting notice.
meeting-list-to_come = To come
meeting-list-repeating = Repeating, as reps see it
meeting-list-held = Held lately
meeting-list-line = **[{ $title }]({ $link })**
    { $kind }, { $at }
    In your own time: { $yours } ({ $ago })
    Where: { $place }
    { $answer }
meeting-list-yours =
    { $answer ->
        [coming] **Your answer:** coming.
        [online] **Your answer:** online.
        [apologies] **Your answer:** apologies.
       *[unsure] **Your answer:** not sure.
    }
meeting-list-no_answer = **Your answer:** none yet. Choose it below to answer.
meeting-list-lost = Its notice was deleted; the meeting stands.
meeting-list-cancelled = **Cancelled:** { $title }, { $at }
meeting-list-held_line = [{ $title }]({ $link }), { $at }.
meeting-list-minutes =
    { $status ->
        [draft] [Minutes (draft)]({ $link })
       *[approved] [Minutes]({ $link })
    }
meeting-list-open = Open a meeting, and answer
