# What a member is told who answers a notice, and reminders of meetings: in the channel, and privately to who asked.

# An answer
answer-recorded = { $answer ->
    [coming] **You are down as coming.**
    [online] **You are down as taking part online.**
    [apologies] **Your apologies are recorded.**
   *[unsure] **You are down as not sure yet.**
 } Everybody sees the numbers; names are for reps and for the minutes. You can change it until the meeting is over by pressing another button.
answer-changed = { $answer ->
    [coming] **You are down as coming**
    [online] **You are down as taking part online**
    [apologies] **Your apologies are recorded**
   *[unsure] **You are down as not sure yet**
 } { $before ->
    [coming] (before: coming).
    [online] (before: online).
    [apologies] (before: apologies).
   *[unsure] (before: not sure).
 } Everybody sees the numbers; names are for reps and for the minutes. You can change it again until the meeting is over.
answer-same = { $answer ->
    [coming] **You were down as coming already,** and still are.
    [online] **You were down as taking part online already,** and still are.
    [apologies] **Your apologies were recorded already,** and still are.
   *[unsure] **You were down as not sure already,** and still are.
 } Everybody sees the numbers; names are for reps and for the minutes. You can change it until the meeting is over by pressing another button.
answer-is_there = You are checked in, so no apologies were recorded. If you have left, press Check in under the notice, then I have left; after that you can send them.

# Private reminders
follow-on_button = Message me before meetings
follow-off_button = Stop these messages
follow-on = From now on Steward sends you a private message a week, a day and an hour before each meeting of this branch, and on the day a deadline falls; not at night, and not if you sent apologies. If none arrives, let members of this server message you in Discord's privacy settings.
follow-off = Steward no longer writes to you before meetings. You can ask for it again whenever you answer a notice.
follow-elsewhere = This button belongs to another server. Answer a notice in yours, and press the one you get there.

# A reminder
reminder-begins = Begins { $at }, { $ago }.
reminder-closes_today = **Today is the last day** for { $what ->
    [motions] motions.
    [amendments] amendments.
   *[nominations] nominations.
 }
reminder-closes_next = Next to close: { $what ->
    [motions] motions
    [amendments] amendments
   *[nominations] nominations
 }, on { $on }.
reminder-answer = If you have not answered yet, or things have changed, press a button.
reminder-private = In { $branch }: { $link }
    You get this because you asked for it.
