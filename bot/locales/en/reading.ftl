# Coming back with a code: reading, replying, withdrawing.

# Refusals
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
reading-forgotten = This screen has been open for too long, or Steward was started again meanwhile, so it no longer knows which report is meant. Nothing was changed. Type your code again with `/feedback read`.
reading-over = This was sent or withdrawn already. Nothing was changed. To see where your report is, type your code again with `/feedback read`.

# The code
reading-form-title-read = Read an answer
reading-form-title-withdraw = Withdraw a report
reading-form-code = Your code
reading-form-code-hint = XXXXX-XXXXX-XXXXX-XXXXXX
reading-form-code-help = As you wrote it down. Capital or small letters do not matter, nor do the hyphens.
reading-type_again = Type the code again

# The report
reading-state-waiting = **It waits for its round.** The organisers do not have it yet. The next round is on { $at }; if nothing else came, it waits for another, a day at most.
reading-state-new = **New.** The organisers have it, and nobody has opened it yet.
reading-state-read = **Read.** An organiser has opened it.
reading-state-in_hand = **In hand.** The organisers work on it.
reading-state-done = **Done.** The organisers have closed it. A reply opens it again.
reading-state-no_action = **Closed without action.** The organisers say why below. A reply opens it again.
reading-state-withdrawn = **Withdrawn.** What was written is erased. That there was a report stays for a while, and the numbers of its month do not change.
reading-erased_on = Closed on { $closed_on }. On { $erased_on } everything that was written is erased, and your code leads nowhere.
reading-reply_waits = Your last reply waits for its answer. Until then you can withdraw the report, but not write again.
reading-opener = { $who } may open your name, with a reason that goes on record.
reading-opener_gone = Only organisers can: if they are none any more, choose *Another organiser*.
reading-by_letter = Answers come by private message too.
reading-not_by_letter = Answers do not come by private message.
reading-title-answer = The last answer
reading-title-new_answer = A new answer
reading-no_answer = There is no answer yet. Come back with your code in two or three days.
reading-link = **There is a link in it.** Whoever runs the page behind it can see when somebody opens it, and from where. To stay unknown, do not open it; ask in a reply what stands there.
reading-goes_on = It goes on in *All that was written*.
reading-reply = Reply
reading-thread = All that was written
reading-withdraw = Withdraw
reading-another_opener = Another organiser
reading-letters-on = Answers by private message too
reading-letters-off = No private messages

# All that was written
reading-title-thread =
    { $pages ->
        [one] All that was written
       *[other] All that was written ({ $page } of { $pages })
    }
reading-nothing_written = What was written is erased.
reading-entry-report = **Your report**, week { $week }
reading-entry-reply = **Your reply**, week { $week }
reading-entry-answer = **The organisers**, { $on }
reading-back = Back

# A reply
reading-form-title-reply = Reply to the organisers
reading-form-reply = Your reply
reading-title-reply = Your reply
reading-reply_taken = **Sent.** Your reply waits for its round, like a report. Look for the answer here, with the same code.

# Withdrawing
reading-about_withdrawing = **Everything that was written is erased at once**, also the organisers' answers and notes. An older backup may still hold it, sealed, until it is thrown away.
    With the next round the organisers see that it was withdrawn; who of them opens the report before that sees it then. What they have read they may remember. The numbers of its month do not change.
reading-about_withdrawing-waiting = **It is erased at once.** An older backup may still hold it, sealed, until it is thrown away. The organisers have not had it, and do not learn that there was one.
reading-withdraw_it = Withdraw it
reading-withdrawn = **Withdrawn.** What was written is erased.

# In confidence
reading-choose_opener = Choose an organiser
reading-about_openers = From then on nobody else can open your name. Whoever has opened it already knows it; the branch's record shows if anybody has.
reading-entrusted = Only { $who } can open your name from now on.
reading-letter-first_line = There is an answer for you.
reading-letter-title = An answer
reading-letter-whence = From the organisers of { $branch }. To reply, or to have no more private messages, type your code there with `/feedback read`. Discord keeps this message.
