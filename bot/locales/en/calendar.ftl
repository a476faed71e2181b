# Meetings in people's own calendars. No markdown here: a calendar shows it as it stands.

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
