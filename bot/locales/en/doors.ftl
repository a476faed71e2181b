# The post that stays in a channel, with buttons that open the doors for reports.

doors-title = Tell the organisers
doors-text =
    Something at work that your organisers should know? Tell them here, without your name or in confidence. What you write is read by the branch's organisers, and never stands in a channel.

    If you write **without your name**, we do not store who sent it and cannot find out later from our records. Discord handles the message and may keep records. Your wording, your timing or a small office may identify you. Do not use a work device.

    What must **never be in a report**: clients, children and court papers.

    This is not a grievance and stops no legal clock. You get a code, which is the only way to the answer: keep it.
doors-closed = **Nothing can be sent for now:** { $reason }
doors-mark = Reports to the organisers
doors-send = Tell the organisers
doors-read = Read an answer
doors-preview = This would be posted in { $channel }, with two buttons: *Tell the organisers* and *Read an answer*. Nothing is posted yet.
doors-post = Post it
doors-posted = It stands in { $channel }. Whoever does not want it there any more deletes it like any message.
doors-posting = It will be posted in { $channel } as soon as Discord takes it.
doors-not_posted = It could not be posted: { $problem } Choose another channel, or put that right and try again.
doors-no_channel = A post can stand in a text channel of this server. Choose one with the option *channel*. Nothing was posted.
