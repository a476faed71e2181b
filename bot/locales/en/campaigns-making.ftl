# Starting a campaign: the form, the preview, what comes of Start it.

# The form
campaign-form-title = New pay campaign
campaign-form-name = Title
campaign-form-name-hint = Pay 2026
campaign-form-employer = Employer
campaign-form-employer-hint = Riverside Probation Service
campaign-form-claim = What is claimed?
campaign-form-claim-help = In a few sentences, as members will read it on the board.
campaign-form-contact = Where do members ask?
campaign-form-contact-hint = Any rep, or the branch office, Mondays 12 to 14
campaign-form-nation = Where?
campaign-form-nation-help = Its bank holidays count when days are counted, and its law is shown.
campaign-nation =
    { $nation ->
        [scotland] Scotland
        [northern_ireland] Northern Ireland
       *[england_wales] England and Wales
    }

# The preview
campaign-preview = **Preview.** Only you can see this. Nothing is posted until you press Start it; then the board goes to { $channel } as below, is pinned there, and is kept up to date.
campaign-preview-first_line = A locked phone shows no more than: { $line }
campaign-preview-nation =
    { $nation ->
        [scotland] Days are counted with the bank holidays of Scotland.
        [northern_ireland] Days are counted with the bank holidays of Northern Ireland, whose law differs from that of Great Britain.
       *[england_wales] Days are counted with the bank holidays of England and Wales.
    }
campaign-change_words = Change
campaign-start_it = Start it
campaign-discard = Discard
campaign-discarded = Discarded. Nothing was posted.
campaign-started = Started. The board of "{ $title }" is here: { $link }
campaign-posting = It is being posted in { $channel }. Discord is slow just now; it will appear by itself.
campaign-not_posted = It is done, but could not be posted: { $problem } Put that right, then press Try again in /branch check (officers).

# Moving it to another stage
campaign-form-stage-title = Stage of the campaign
campaign-form-stage = It has come to
campaign-form-stage-help =
    { $stage ->
        [claim] Until now: the claim. Anything but the usual next step needs a reason.
        [talks] Until now: talks. Anything but the usual next step needs a reason.
        [offer] Until now: an offer. Anything but the usual next step needs a reason.
        [consultation] Until now: consultation. Anything but the usual next step needs a reason.
        [dispute] Until now: dispute. Anything but the usual next step needs a reason.
        [ballot] Until now: the ballot. Anything but the usual next step needs a reason.
        [notice] Until now: notice given. Anything but the usual next step needs a reason.
        [action] Until now: action. Anything but the usual next step needs a reason.
       *[settlement] Until now: settlement. Anything but the usual next step needs a reason.
    }
campaign-stage-name =
    { $stage ->
        [claim] Claim
        [talks] Talks
        [offer] Offer
        [consultation] Consultation
        [dispute] Dispute
        [ballot] Ballot
        [notice] Notice
        [action] Action
        [settlement] Settlement
       *[closed] Closed
    }
campaign-form-on = On which day?
campaign-form-on-help = The day on which it came about, with its year: { $today }.
campaign-form-reason = Why, if it goes back or skips something
campaign-form-reason-help = Members read this on the board.
campaign-moved =
    { $stage ->
        [claim] Noted: back to the claim, on { $on }. The board says so within seconds: { $link }
        [talks] Noted: talks, since { $on }. The board says so within seconds: { $link }
        [offer] Noted: an offer, on { $on }. The board says so within seconds: { $link }
        [consultation] Noted: consultation, since { $on }. The board says so within seconds: { $link }
        [dispute] Noted: dispute, since { $on }. The board says so within seconds: { $link }
        [ballot] Noted: the ballot, since { $on }. The board says so within seconds: { $link }
        [notice] Noted: notice given, on { $on }. The board says so within seconds: { $link }
        [action] Noted: action, since { $on }. The board says so within seconds: { $link }
       *[settlement] Noted: settlement, on { $on }. The board says so within seconds: { $link }
    }

# Closing it
campaign-closing = Closing "{ $title }"
campaign-closing-freezes = Everything in it stays as it is from then on: the board says how it ended, nothing more is posted, asked, answered or reminded of.
campaign-closing-silent = Closing edits the board and writes to nobody. If members are to hear how it ended, post an update first.
campaign-closing-questions =
    { $number ->
        [one] { $number } question is still open, and stays without an answer.
       *[other] { $number } questions are still open, and stay without an answer.
    }
campaign-closing-updates =
    { $number ->
        [one] { $number } update waits for its time, and is not posted.
       *[other] { $number } updates wait for their time, and are not posted.
    }
campaign-closing-ballot = The ballot that a scrutineer holds is still open. It goes on without Steward, which counts no more papers as posted.
campaign-closing-forgets = Who followed it and who looked at it is forgotten on { $on }, unless another campaign is under way then.
campaign-closing-no_way_back = **There is no way back.**
campaign-close_it = Close it…
campaign-form-close-title = How it ended
campaign-form-outcome = Outcome
campaign-outcome-name =
    { $outcome ->
        [settled] Settled
        [lost] Lost
       *[dropped] Given up
    }
campaign-form-terms = The terms, or what became of it
campaign-form-terms-help = Members read this on the board.
campaign-form-vote = The vote on it, if there was one
campaign-form-vote-hint = 312 for, 41 against, 2 spoilt, 480 sent
campaign-form-vote-help = Numbers of papers, not percentages.
campaign-is_closed = Closed. The board of "{ $title }" says how it ended: { $link }
    Export gives you everything that was said and done in it as files.
campaign-export = Export
campaign-exported = Everything that is kept of "{ $title }": one text, and tables for a spreadsheet. In the table of stages are the Discord ids of the reps who noted them; keep it accordingly.
