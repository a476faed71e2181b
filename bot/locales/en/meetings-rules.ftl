# Refusals of bot/rules/meetings.py and of what is done to meetings.

meeting-no_channel = The branch has no channel for notices yet. An officer can choose one with /branch setup.
meeting-no_such_kind = Choose what kind of meeting it is.
meeting-not_found = Steward knows of no such meeting in this branch. If this is its notice, tell a rep: the data may come from a backup made before it. /meeting list shows the meetings there are.
meeting-choose_from_list = Choose a meeting from the list that appears while you type.
meeting-in_the_past = { $starts_at } has gone by. Type a time to come.
meeting-too_far = { $starts_at } is more than two years ahead. Type an earlier date.
meeting-odd_length = A meeting here lasts at least { $least } minutes and at most { $most } hours. Type another length.
meeting-short_notice =
    { $days ->
        [one] That is { $days } clear day's notice, and the rule for this kind of meeting asks for { $asked } and allows no less. The first day in order is { $earliest }.
       *[other] That is { $days } clear days' notice, and the rule for this kind of meeting asks for { $asked } and allows no less. The first day in order is { $earliest }.
    }
meeting-cancelled = This meeting was cancelled. Nothing was changed.
meeting-not_a_draft = This meeting was announced already. Use /meeting move, /meeting agenda or /meeting cancel.
meeting-draft = This meeting was not announced yet.
meeting-over = This meeting is over. Nothing was changed.
meeting-has_begun = This meeting began { $starts_at }, so it can no longer be moved or cancelled. Nothing was changed.
meeting-check_in_later = Check-in opens { $opens_at }.
