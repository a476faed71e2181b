# Minutes of a meeting.

minutes-not_begun = The meeting begins { $starts_at }. Minutes can be kept from then on.
minutes-approved = These minutes are approved, so they are not changed any more. Have a correction noted in the minutes of the next meeting.
minutes-not_that_kind = Minutes can be a file of these kinds: { $kinds }. Save them as one of these, or leave the file out and type a text.
minutes-too_large = This file is too large. It can have { $most } MB at most: save it with smaller pictures, or as a text.
minutes-file_empty = There is nothing in this file. Attach the minutes again.
minutes-not_as_named = This is not a { $kind } file, whatever its name says. Open it, save it as { $kind }, and attach that.
