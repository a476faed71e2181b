# Sending a report: the doors, the form, the draft, the code. Never "anonymous", "untraceable", "secure" or "verified".

sending-title = Tell the organisers
sending-readers = Who reads it: { $roles }. What you write never stands in a channel.
sending-door-unnamed = Without my name
sending-door-confidential = A rep may know who I am
sending-protected-unnamed = We do not store who sent this and cannot find out later from our records. Discord handles the message and may keep records. Your wording, your timing or a small office may identify you. Do not use a work device. Whoever runs the computer that Steward is on could see it when you send it, and in its memory until midnight.
sending-protected-confidential = Your name is stored with the report, sealed. One organiser whom you choose may open it, and has to give a reason; each opening is on the branch's record. Other organisers read the report without your name. Discord handles the message and may keep records, and whoever runs the computer that Steward is on has the key. Do not use a work device.
sending-never = **Never in a report:** clients, children and court papers. To tell family-court information is contempt of court.
sending-no_grievance = **This is not a grievance and stops no legal clock.**

sending-form-title-unnamed = Without my name
sending-form-title-confidential = A rep may know who I am
sending-form-category = What is it about?
sending-form-office = Which office?
sending-form-office-help = A small office may identify you.
sending-form-office-typed = As on the branch's list, which you are shown if it is not found. Empty if you do not say.
sending-form-office-not_said = I do not say
sending-form-urgent = Is it urgent?
sending-form-urgent-help = Safety only: it skips the wait that hides when you wrote.
sending-form-not_urgent = No: it can wait for the next round
sending-form-safety = Urgent: safety
sending-form-text = What has happened?
sending-form-text-help = No clients, children or court papers. Nothing is sent yet: you see it once more first.
sending-form-opener = Who may open your name?
sending-form-opener-help = One organiser of the branch.

sending-office_unknown = That office is not on the branch's list of workplaces. Type one of these as it stands here, or leave the field empty: { $offices }. Nothing was sent.
sending-office_gone = This office is not on the branch's list of workplaces, or not any more. Choose another, or do not say which. Nothing was sent.
sending-category_gone = This category is not on the branch's list any more. Choose another. Nothing was sent.
sending-opener_missing = Choose the organiser who may open your name. Nothing was sent.
sending-not_an_organiser = { $who } is no organiser of this branch, and cannot read reports here anyway. Choose an organiser. Nothing was sent.
sending-opener_conflicted = The organiser who may open your name has to be able to read the report. Choose somebody else for one of the two. Nothing was sent.
sending-too_many_conflicted =
    { $most ->
        [one] Choose at most { $most } organiser who must not see it. Nothing was sent.
       *[other] Choose at most { $most } organisers who must not see it. Nothing was sent.
    }
sending-enough_today =
    { $most ->
        [one] You have sent { $most } report or reply here today, which is the most a day. Nothing was sent; from midnight you can again.
       *[other] You have sent { $most } reports and replies here today, which is the most a day. Nothing was sent; from midnight you can again.
    }
sending-muted = An organiser has stopped whoever sent one of today's reports until midnight, and that was you. Nothing was sent; from midnight you can again. Steward does not know who you are: it knows your mark of today in its memory, and that is gone at midnight. Nothing lasting is kept.
sending-no_desk = Nothing can be sent: this branch has not said yet who its organisers are, or where their desk is. Ask an officer to choose both in `/branch setup`. Nothing was sent.
sending-desk_unusable = Nothing can be sent as things are. { $why } Only an officer can put that right. Nothing was sent.
sending-forgotten = What you had written is not here any more: it is kept in memory only, for an hour, and is gone when Steward is started again. Nothing was sent now; begin again with `/feedback send`. Only if you had pressed *Send* before and saw no code, it may have been sent all the same, and nobody can find its code: then say in a new report that there may be an earlier one.
sending-over = This was sent or thrown away already. Nothing was changed. If it was sent and you saw no code, nobody can find it any more: then say in a new report that there is an earlier one.

sending-not_sent_yet = **Nothing is sent yet.** Read it once more as somebody who knows you would.
sending-refused = **It was not sent.** { $why }
    What you wrote is still here.
sending-found = Steward found this in your text. Nobody else sees what it found; *Edit* takes you back to it.
sending-found_more =
    { $number ->
        [one] And in { $number } more place.
       *[other] And in { $number } more places.
    }
sending-preview-title = Your report
sending-preview-notes = What happens with it
sending-when = Organisers get it in the next round, together with what else came: { $at }. If yours is the only one it waits for another, a day at most.
sending-when-urgent = **Urgent: safety.** The desk gets it as soon as you press *Send*, not in a round with others. So the time tells when you sent it. If that could point to you, press *Edit* and choose that it can wait. If somebody is in danger, ring 999 first.
sending-opener = { $who } may open your name, with a reason that goes on record.
sending-no_letter = Answers by private message too: **no**. You read them with your code.
sending-by_letter = Answers by private message too: **yes**. Your phone's lock screen will then show that Steward has an answer for you: whoever sees it can guess that you reported something.
sending-letter-yes = Turn private messages on
sending-letter-no = Turn private messages off
sending-not_to-nobody = Is one of the organisers part of it? Choose below who must never see it.
sending-not_to = Not to { $who }: Steward never shows them this report, while they use that account. The monthly figures do not count it either: they would tell that it is there. It is not announced in the desk channel, where all organisers read. The others find it in `/feedback desk`; those who have used that before get a private message that something waits there, with nothing of what it says. If you name every organiser there is, nobody reads it until there is another. Administrators of this server can look into its channels, but this text is in none.
sending-not_to-choose = Not to … (up to five organisers)
sending-send = Send
sending-edit = Edit
sending-drop = Throw away
sending-thrown_away = Thrown away. Nothing was sent, and nothing is kept.

sending-sent = **Sent.** This is your code. Keep it: it is the only way to the answer, and it is shown only here and now.
sending-code-title = Your code
sending-code-keep = Write it on paper, all of it: the last sign belongs to it too, also where it is neither a letter nor a number. Do not put it into the notes of a work phone, and take no screenshot that others may see. Capital or small letters do not matter, nor do the hyphens.
sending-code-lost-unnamed = If it is lost, nothing can be done: nobody can find out which report is yours.
sending-code-lost-confidential = If it is lost, nobody can give you another. Then talk to the organiser who may open your name.
sending-code-use = With `/feedback read` and this code you read the answer, reply to it, or withdraw the report. Look for an answer in two or three days, and then once a week.
sending-hide = Hide it
sending-show = Show it again
sending-hidden =
    { $minutes ->
        [one] Your code is hidden. For { $minutes } minute after sending, *Show it again* brings it back, unless you dismiss this message or Steward is started again. After that nobody can.
       *[other] Your code is hidden. For { $minutes } minutes after sending, *Show it again* brings it back, unless you dismiss this message or Steward is started again. After that nobody can.
    }
sending-code_gone = Steward has forgotten which code this was, as it does soon after sending, so it cannot hide it or show it again. The code itself is as good as before: who has it uses it with `/feedback read`. To take it off this screen, dismiss the message.
