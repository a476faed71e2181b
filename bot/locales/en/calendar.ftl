# Meetings in people's own calendars.

# What comes with the file
calendar-add = Open this file to have the meeting in your calendar, with alarms a day and an hour before. Should the meeting be moved or cancelled, get the file again from the same button or from /meeting list: your calendar changes its entry.
calendar-take_away = This meeting was cancelled. Open this file to take it out of your calendar.
calendar-everything = **In this file:** meetings that are called: { $called }; planned for the next twelve months and not called yet: { $planned }. Open it to have them in your calendar, the planned ones as tentative. Open a new one now and then: your calendar changes its entries, and marks or takes out what was cancelled.
calendar-empty = No meeting is to come. When one is called, its notice has a button for your calendar.

# In the file: no markdown, a calendar shows it as it stands

calendar-cancelled = Cancelled: { $title }
calendar-about =
    { $kind ->
        [general] General meeting of { $branch }
        [annual] Annual general meeting of { $branch }
        [committee] Committee meeting of { $branch }
       *[emergency] Emergency meeting of { $branch }
    }
calendar-agenda = Agenda:
calendar-answer = Say in Discord whether you are coming: { $link }
calendar-reason = This meeting will not be held. Reason: { $reason }
calendar-planned = Planned, and not called yet: the notice says whether, when and where it is held.
calendar-skipped = This meeting will not be held.
