# Private messages about campaigns: who asked for them, what each has in common, how far they have come.

# A letter
letter-first_line = There is news that you asked to be sent.
letter-whence = In { $branch }: { $link }
    You get this because you asked for it.
letter-mark = Letter { $number }
letter-stop = Stop these messages
letter-stopped = Steward no longer writes to you about campaigns. Everything is still posted in the channel. To be written to again: /campaign follow, in your branch's server.

# Asking for them
letter-follow = Message me
letter-following = **Steward writes to you about:**
letter-channel_only = **Steward does not write to you about campaigns.** Everything is posted in the channel.
letter-topic =
    { $topic ->
        [updates] Updates, and corrections of them
        [dates] Dates: a week before, the day before, on the day
        [ballot] Reminders to post your ballot paper
       *[answers] Answers to members' questions
    }
letter-if_none = If none arrives, let members of this server message you in Discord's privacy settings.
letter-how = Never between 21:00 and 08:00. A locked phone shows no more than: { $line } Each message has a button that stops them all. Choose nothing, and it is the channel only.
letter-choose = What should Steward write to you about?
letter-follow_all = Everything
letter-follow_none = Only in the channel

# How far they have come, for a rep
letter-so_far =
    { $refused ->
        [0] Private messages: { $sent } sent.
        [one] Private messages: { $sent } sent; { $refused } member accepts none.
       *[other] Private messages: { $sent } sent; { $refused } members accept none.
    }
letter-nobody = Nobody follows updates privately yet. Members choose that with /campaign follow.
letter-to_come =
    { $to_come ->
        [one] 1 follower is still to be written to.
       *[other] { $to_come } followers are still to be written to, which takes { $minutes ->
            [one] a minute
           *[other] { $minutes } minutes
        } or longer.
    } Steward is slow on purpose: Discord takes bots that write to many at once for senders of spam.
letter-at_night = It is night: they go on at { $at }.
letter-all_written = Everybody who follows updates has been written to.
letter-stuck =
    { $to_come ->
        [one] 1 follower is still to be written to, but that does not go on: { $problem }
       *[other] { $to_come } followers are still to be written to, but that does not go on: { $problem }
    } An officer can press Try again in /branch check; it goes on where it stopped.
