# Minutes of a meeting.

minutes-not_begun = The meeting begins { $starts_at }. Minutes can be kept from then on.
minutes-approved = These minutes are approved, so they are not changed any more. Have a correction noted in the minutes of the next meeting.
minutes-not_that_kind = Minutes can be a file of these kinds: { $kinds }. Save them as one of these, or leave the file out and type a text.
minutes-too_large = This file is too large. It can have { $most } MB at most: save it with smaller pictures, or as a text.
minutes-file_empty = There is nothing in this file. Attach the minutes again.
minutes-not_as_named = This is not a { $kind } file, whatever its name says. Open it, save it as { $kind }, and attach that.
minutes-none = There are no minutes of this meeting yet.
minutes-no_file = These minutes are a text, not a file.
minutes-replaced = Somebody has changed these minutes since you looked at them. Read them again before you approve them.

# The form
minutes-form-title = Minutes
minutes-form-text = Minutes as text
minutes-form-text-help = For a file instead, close this and use the command with its option file.

# The private panel
minutes-title = Minutes of "{ $title }"
minutes-is_draft = **Draft**, kept { $at } by { $who }. Not approved yet.
minutes-is_approved = **Approved**, as { $who } noted { $at }.
minutes-is_posted = Members can read them: { $link }
minutes-is_unposted = Members cannot read them yet.
minutes-in_file = The minutes are in the file { $name }.
minutes-about_draft = Minutes are usually approved at the next meeting. Press Approve when a meeting has agreed that they are right; until then they can be changed.
minutes-about_files = To put a file in their place, use /meeting minutes again with the file.
minutes-about_approved = They are not changed any more. Have a correction noted in the minutes of the next meeting.
minutes-post = Post as draft
minutes-post_again = Post them
minutes-approve = Approve…
minutes-write = Change the text
minutes-open_file = Open the file
minutes-approve-question = Has a meeting agreed that the minutes of "{ $title }" are right? Minutes are usually approved at the next meeting. After that they are not changed any more, and 30 days later the names of who was there and of who sent apologies are erased; the numbers stay.
minutes-approve-sure = Yes, they are approved

# What was done
minutes-kept = Kept as a draft. Members read it when you press Post as draft.
minutes-kept-posted = Kept as a draft. The post is brought up to date.
minutes-posted = Members can read the minutes now.
minutes-posting = The minutes are being posted. Discord is slow just now, or does not let Steward post there; /branch check says which.
minutes-approved-done = Approved.

# The public post
minutes-mark = Minutes of meeting { $meeting }
minutes-post-draft = **Draft minutes, not yet approved.** As kept { $at }. Tell a rep what is wrong in them.
minutes-post-approved = **Approved on { $at }.**
minutes-numbers =
    { $present ->
        [0] **Present:** not counted here. **Apologies:** { $apologies }.
       *[other] { $in_room ->
            [0] **Present:** { $present }. **Apologies:** { $apologies }.
           *[other] **Present:** { $present }, of whom { $in_room } in the room without Discord. **Apologies:** { $apologies }.
        }
    }
minutes-text_file = minutes.txt
minutes-present-button = Present and apologies

# The names behind it
minutes-names-title =
    { $pages ->
        [one] Present and apologies
       *[other] Present and apologies ({ $page } of { $pages })
    }
minutes-names-present = **Present, as checked in ({ $number }):**
minutes-names-apologies = **Apologies ({ $number }):**
minutes-names-until = The names are erased 30 days after the minutes are approved. The numbers stay.
minutes-names-erased = The names were erased on { $at }. The numbers stay.
