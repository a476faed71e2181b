# Coming back with a code: reading, replying, withdrawing.

reading-unknown_code =
    No report in this server has this code. It may be mistyped, or belong to another server; or the report is erased, as happens some time after it is closed.
    A code that is lost cannot be found again by anybody: nothing that Steward keeps tells whose a report is. We are sorry; it is the price of nobody knowing who you are. You can send a new report, and say in it that it goes on from an earlier one.
reading-slowed = There were several wrong codes in a row, so Steward looks at no code of yours until { $until }, not even at the right one. Nothing else is kept of this, and the next right code ends it.
reading-no_reply_yet = The organisers do not have this report yet: it waits for its round. To change it, withdraw it and send it anew.
reading-no_change_yet = The organisers do not have this report yet: it waits for its round. Come back after that.
reading-is_withdrawn = This report is withdrawn, and its text is erased. Nothing more can be done with it; you can send a new one.
reading-one_at_a_time = Your last reply has no answer yet. You can write again once the organisers have answered. Nothing was sent.
reading-no_organiser = Only an organiser of this branch can be the one who may open your name. Choose somebody with that role. Nothing was changed.
reading-not_to_them = You have asked that this organiser never sees your report, so they cannot be the one who opens your name. Nothing was changed.
reading-same_opener = This organiser is the one who may open your name already. Nothing was changed.
