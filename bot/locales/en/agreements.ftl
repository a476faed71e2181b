# What two officers do together. $what is open, close or enrol; $kind is secret or ranked.

# The post by which a second officer is asked: everybody may read it, so it says nothing of the poll's content.
agreement-post-open = **A second officer is asked to agree.** { $who } asks to open { $kind ->
        [ranked] an election
       *[secret] a secret poll
    }. It opens only when another officer, who is not { $who }, has looked at it and agreed.
agreement-post-close = **A second officer is asked to agree.** { $who } asks to close { $kind ->
        [ranked] an election
       *[secret] a secret poll
    } before its time. It stays open unless another officer, who is not { $who }, has looked at this and agreed.
agreement-post-enrol = **A second officer is asked to agree.** { $who } asks to add to the roll of { $kind ->
        [ranked] an election
       *[secret] a secret poll
    }. Nobody is added unless another officer, who is not { $who }, has looked at this and agreed.
agreement-look = Look at it
agreement-mark =
    { $what ->
        [open] Poll { $poll }, opening, asked { $at }
        [close] Poll { $poll }, early close, asked { $at }
       *[enrol] Poll { $poll }, addition to the roll, asked { $at }
    }
agreement-settled-agreed =
    { $what ->
        [open] **Agreed.** { $who } asked to open { $kind ->
            [ranked] an election
           *[secret] a secret poll
        }, and { $by } agreed.
        [close] **Agreed.** { $who } asked to close { $kind ->
            [ranked] an election
           *[secret] a secret poll
        } before its time, and { $by } agreed.
       *[enrol] **Agreed.** { $who } asked to add to the roll of { $kind ->
            [ranked] an election
           *[secret] a secret poll
        }, and { $by } agreed.
    }
agreement-settled-refused =
    { $what ->
        [open] **Refused.** { $who } asked to open { $kind ->
            [ranked] an election
           *[secret] a secret poll
        }, and { $by } refused. It was not opened.
        [close] **Refused.** { $who } asked to close { $kind ->
            [ranked] an election
           *[secret] a secret poll
        } before its time, and { $by } refused. It stays open.
       *[enrol] **Refused.** { $who } asked to add to the roll of { $kind ->
            [ranked] an election
           *[secret] a secret poll
        }, and { $by } refused. Nobody was added.
    }
agreement-settled-withdrawn =
    { $what ->
        [open] **Withdrawn.** { $who } no longer asks to open it as it was, so nobody need agree.
        [close] **Withdrawn.** { $who } no longer asks to close it before its time, so nobody need agree.
       *[enrol] **Withdrawn.** { $who } no longer asks to add to its roll, so nobody need agree.
    }
agreement-settled-lapsed = **Not opened.** { $who } asked to open { $kind ->
        [ranked] an election
       *[secret] a secret poll
    }, and nobody agreed in three days. The draft is forgotten; { $who } can make it again with /poll create.
agreement-settled-overtaken =
    { $what ->
        [close] **Settled by itself.** { $who } asked to close a poll before its time; it has ended since.
       *[enrol] **Too late.** { $who } asked to add to the roll of a poll; it has ended since, and nobody was added.
    }

# To whoever asks
agreement-close-question = Close **{ $question }** now? It was to close { $at }. **Two officers:** when you press Close it now, another officer has to agree. If one does, votes after that moment are not counted, and the result is posted.
agreement-preview-needed = **Two officers:** when you press Open it (or Schedule it), another officer has to agree before anything is posted.
agreement-preview-waiting = **Waiting for a second officer.** Another officer has been asked to agree and finds this under Look at it or in /poll list. Nothing is posted before that. If you change anything below, this request is withdrawn and you ask again. If nobody agrees in three days, the draft is forgotten.
agreement-asked-close = A second officer has been asked to agree, and finds this under Look at it or in /poll list. Until somebody does, the poll stays open and everybody can vote. You are told nothing more here: /poll list shows whether it has closed.
agreement-asked-enrol =
    { $number ->
        [one] A second officer has been asked to agree to adding { $number } person, and finds this under Look at it or in /poll list. Until then nobody is added.
       *[other] A second officer has been asked to agree to adding { $number } people, and finds this under Look at it or in /poll list. Until then nobody is added.
    }
agreement-withdraw = Withdraw the request

# To the second officer
agreement-look-open = **{ $who } asked on { $at } to open this poll.** If you agree, it is posted exactly as below. Only you can see this.
agreement-look-close = **{ $who } asked on { $at } to close this poll before its time:** { $question }
    It was to close { $closes }. If you agree, votes after this moment are not counted, and the result is posted. Only you can see this.
agreement-look-enrol =
    { $number ->
        [one] **{ $who } asked on { $at } to add { $number } person to the roll of:** { $question }
       *[other] **{ $who } asked on { $at } to add { $number } people to the roll of:** { $question }
    }
    { $people }
    If you agree, they can vote, whether or not they hold one of the poll's roles. Members are told how many were added and by which two officers, not who. Only you can see this.
agreement-agree = I agree
agreement-refuse = Refuse
agreement-done-refused = Refused. Nothing was done, and the post by which officers were asked says so.
agreement-done-withdrawn = Withdrawn. Nothing was done, and the post by which officers were asked says so.
agreement-enrolled-done =
    { $number ->
        [one] Agreed. { $number } person was added to the roll, and members are told so where the poll was posted.
       *[other] Agreed. { $number } people were added to the roll, and members are told so where the poll was posted.
    }
agreement-list-line = **Waits for a second officer:** { $what }
agreement-named =
    { $what ->
        [open] Open: { $question }
        [close] Close early: { $question }
       *[enrol] Add to the roll: { $question }
    }
agreement-choose = Look at what waits for a second officer

# Adding to a roll
agreement-enrol = Add somebody to the roll
agreement-about-enrolling = Who is to be added to the roll of **{ $question }**? They can be people who hold none of its roles. Another officer has to agree, and members are told how many were added, not who. Whoever is on the roll already stays as they are.
agreement-choose-people = People to add (up to 25)
agreement-enrolled-post =
    { $number ->
        [one] **Added to the roll:** { $number } person was added to the roll of { $question } by two officers ({ $officers }).
       *[other] **Added to the roll:** { $number } people were added to the roll of { $question } by two officers ({ $officers }).
    }

# Refusals of bot/actions/agreements.py
agreement-gone = This has been settled already, withdrawn, or asked for anew since you looked. Nothing was changed by your press. /poll list shows what still waits.
agreement-own = You asked for this yourself. Another officer has to agree.
agreement-nobody = Choose at least one person to add.
agreement-already_asked = A second officer has been asked to agree to this already. /poll list shows officers what waits.
agreement-all_listed = Everybody you chose is on the roll already. Nothing was changed.
agreement-out_of_time = Its opening or closing time has gone by while it waited. Whoever made it has to change the times and ask again.
