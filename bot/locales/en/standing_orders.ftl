# A branch's rules for its meetings. $deadline is motions, amendments or nominations.

standing_orders-title = Rules for meetings
standing_orders-intro = What your standing orders say of each kind of meeting. Steward counts the days, shows the deadlines in every notice and refuses a notice that comes too late. Press a kind to change its rule; meetings that are announced already keep theirs.
standing_orders-kind-general = General meetings
standing_orders-kind-annual = Annual general meetings
standing_orders-kind-committee = Committee meetings
standing_orders-kind-emergency = Emergency meetings
standing_orders-notice =
    { $days ->
        [one] { $days } clear day's notice
       *[other] { $days } clear days' notice
    }
standing_orders-line-short = **{ $kind }:** { $notice }; shorter for a stated reason; { $quorum }; { $deadlines }.
standing_orders-line-none = **{ $kind }:** no notice period; { $quorum }; { $deadlines }.
standing_orders-line-strict = **{ $kind }:** { $notice }, never shorter; { $quorum }; { $deadlines }.
standing_orders-quorum-none = no quorum
standing_orders-quorum-people =
    { $number ->
        [one] quorum { $number } member
       *[other] quorum { $number } members
    }
standing_orders-quorum-percent = quorum { $number }% of the branch membership
standing_orders-deadlines-none = no deadlines
standing_orders-deadline =
    { $deadline ->
        [motions] motions close
        [amendments] amendments close
       *[nominations] nominations close
    } { $days ->
        [0] on the day itself
        [one] { $days } day before
       *[other] { $days } days before
    }
standing_orders-form-notice = Clear days of notice
standing_orders-form-notice-help = Neither the day of the notice nor the day of the meeting counts. 0 for none.
standing_orders-form-short = Less notice than that
standing_orders-form-short-yes = allowed, for a reason members read
standing_orders-form-short-no = refused
standing_orders-form-quorum = Quorum
standing_orders-form-quorum-help = Members present (20), or per cent of the branch membership (5%). Empty for none.
standing_orders-form-deadlines = Deadlines, in days before the meeting
standing_orders-form-deadlines-help = For example: motions 21, nominations 14, amendments 7. Empty for none.
standing_orders-days_unreadable = "{ $said }" is no number of days. Type a number, for example 14.
standing_orders-too_many_days = That is more days than a branch plans ahead. The most is { $most }.
standing_orders-deadline_unreadable = "{ $said }" is no deadline Steward knows. Type motions, amendments or nominations, and the days before the meeting: motions 21, amendments 7.
standing_orders-deadline_twice =
    { $deadline ->
        [motions] Motions have two deadlines there. Type one.
        [amendments] Amendments have two deadlines there. Type one.
       *[nominations] Nominations have two deadlines there. Type one.
    }
standing_orders-before_notice =
    { $deadline ->
        [motions] Motions would close { $days } days before the meeting, but members are only sure of { $notice } days' notice. Ask for more notice, or let motions close later.
        [amendments] Amendments would close { $days } days before the meeting, but members are only sure of { $notice } days' notice. Ask for more notice, or let amendments close later.
       *[nominations] Nominations would close { $days } days before the meeting, but members are only sure of { $notice } days' notice. Ask for more notice, or let nominations close later.
    }
