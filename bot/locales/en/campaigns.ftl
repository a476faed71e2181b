# What people see of a pay campaign's board, in the order in which they meet it. Starting one and closing it is
# campaigns-making.ftl, refusals are campaigns-rules.ftl; dates, offers, ballot, updates and questions have their own.

# What a locked phone may show: neither the title nor the stage
campaign-first_line = Branch campaign

# The board
campaign-mark-board = Campaign { $campaign }
campaign-mark-ballot = Ballot of campaign { $campaign }
campaign-mark-turnout = Turnout in campaign { $campaign }
campaign-mark-offers = Offers of campaign { $campaign }
campaign-mark-dates = Dates of campaign { $campaign }
campaign-mark-update = Update of campaign { $campaign }
campaign-stage =
    { $stage ->
        [claim] **Stage: claim.** The claim is made. Since { $on } ({ $ago }).
        [talks] **Stage: talks.** The union and the employer are talking. Since { $on } ({ $ago }).
        [offer] **Stage: offer.** The employer has made an offer. Since { $on } ({ $ago }).
        [consultation] **Stage: consultation.** Members are asked what they think of the offer. Since { $on } ({ $ago }).
        [dispute] **Stage: dispute.** The union has declared a dispute. Since { $on } ({ $ago }).
        [ballot] **Stage: ballot.** The statutory ballot, which a scrutineer holds by post. Since { $on } ({ $ago }).
        [notice] **Stage: notice.** The union has given the employer notice of action. Since { $on } ({ $ago }).
        [action] **Stage: action.** The action of which notice was given. Since { $on } ({ $ago }).
        [settlement] **Stage: settlement.** Terms are agreed. Since { $on } ({ $ago }).
       *[closed] **Closed.** This campaign is over. Since { $on } ({ $ago }).
    }
campaign-stage-reason = Why: { $reason }
campaign-stage-noted_by = Noted by { $who }.
campaign-stage-notice = Notice given on { $on }.
campaign-changed_last = **Changed last** ({ $at }): { $what }
campaign-employer = **Employer:** { $employer }
campaign-claim = **The claim:** { $claim }
campaign-contact = **Where to ask:** { $contact }
campaign-outcome =
    { $outcome ->
        [settled] **Settled.** The terms:
        [lost] **Lost.** How it ended:
       *[dropped] **Given up.** How it ended:
    }
campaign-vote =
    { $spoilt ->
        [0] **The vote:** { $for } for, { $against } against.
       *[other] **The vote:** { $for } for, { $against } against, { $spoilt } spoilt or invalid.
    }
campaign-vote-turnout =
    { $here_form ->
        [exact] { $voted } of { $eligible } who were sent a paper voted ({ $here });
        [exceeded] { $voted } voted, though only { $eligible } were sent a paper, so no percentage is given;
       *[unknown] { $voted } voted; how many were sent a paper has not been given;
    } { $branch_form ->
        [known] branch membership { $membership }, so { $branch } of the branch.
        [exceeded] branch membership was last given as { $membership }, fewer than have voted: an officer should correct it with /branch membership.
       *[unknown] branch membership has not been given.
    }
campaign-open_pay = Your pay
campaign-open_turnout = Turnout
campaign-look = What has changed?

# The board for one's own eyes
campaign-news = What has changed
campaign-news-none = Nothing has changed since you last looked.
campaign-news-first = You look at this campaign for the first time. What has changed last:
campaign-news-since = Since you last looked:
campaign-news-more = What changed before that is not shown here.
campaign-news-line = { $at }: { $what }

# What has changed: on the board, and since somebody last looked. Every part of the campaign has its sentences here.
campaign-change_started = the campaign began.
campaign-change_ballot_announced = the statutory ballot was announced.
campaign-change_ballot_opened = the statutory ballot opened: papers are on their way.
campaign-change_ballot_changed = what is said of the statutory ballot changed: look at its dates.
campaign-change_ballot_closed = the statutory ballot closed. The scrutineer declares the result.
campaign-change_ballot_cancelled = the statutory ballot was called off.
campaign-change_ballot_result = the scrutineer's result of the statutory ballot was entered.
campaign-change_ballot_anew = counting who has posted began anew, because Steward's data came from a backup. If you have posted your paper, please press the button once more.
campaign-change_target = the target for the statutory ballot is now { $target }% of the papers.
campaign-change_closed =
    { $outcome ->
        [settled] the campaign was settled and is closed.
        [lost] the campaign was lost and is closed.
       *[dropped] the campaign was given up and is closed.
    }
campaign-change_stage =
    { $stage ->
        [claim] the campaign went back to the claim, on { $moved_on }.
        [talks] the union and the employer talk, since { $moved_on }.
        [offer] the employer made an offer, on { $moved_on }.
        [consultation] members are asked what they think of the offer, since { $moved_on }.
        [dispute] the union declared a dispute, on { $moved_on }.
        [ballot] the campaign came to the statutory ballot, on { $moved_on }.
        [notice] the union gave notice of action, on { $moved_on }.
        [action] the campaign came to the action of which notice was given, on { $moved_on }.
       *[settlement] terms were agreed, on { $moved_on }.
    }
campaign-change_update = an update was posted ({ $office }).
campaign-change_correction = an update was corrected ({ $office }).
campaign-change_bands =
    { $bands ->
        [one] pay is known for { $bands } band.
       *[other] pay is known for { $bands } bands.
    }
campaign-change_offer =
    { $kind ->
        [claim] what the claim "{ $name }" gives is known.
       *[offer] there is an offer: "{ $name }".
    }
campaign-change_offer_corrected =
    { $kind ->
        [claim] what the claim "{ $name }" gives was corrected.
       *[offer] what the offer "{ $name }" gives was corrected.
    }
campaign-change_offer_removed =
    { $kind ->
        [claim] the claim "{ $name }" was entered by mistake and is removed.
       *[offer] the offer "{ $name }" was entered by mistake and is removed.
    }
campaign-change_answered = a question was answered: "{ $question }"
campaign-change_answer_corrected = an answer was corrected: "{ $question }"
campaign-change_date =
    { $kind ->
        [consultation_closes] a date: the consultation closes on { $date_on }.
        [offer_expires] a date: the offer expires on { $date_on }.
        [papers_posted] a date: ballot papers are posted on { $date_on }.
        [replacement_by] a date: the last day to ask for a replacement paper is { $date_on }.
        [post_by] a date: the last safe posting day is { $date_on }.
        [ballot_closes] a date: the ballot closes on { $date_on }.
        [notice_given] a date: notice was given on { $date_on }.
        [action_day] a date: a day of action is { $date_on }, notice given on { $notice_on }.
       *[mandate_expires] a date: the mandate ends on { $date_on }.
    }
campaign-change_date_moved =
    { $kind ->
        [consultation_closes] a date was moved: the consultation closes on { $date_on }; before, it was { $before_on }.
        [offer_expires] a date was moved: the offer expires on { $date_on }; before, it was { $before_on }.
        [papers_posted] a date was moved: ballot papers are posted on { $date_on }; before, it was { $before_on }.
        [replacement_by] a date was moved: the last day to ask for a replacement paper is { $date_on }; before, it was { $before_on }.
        [post_by] a date was moved: the last safe posting day is { $date_on }; before, it was { $before_on }.
        [ballot_closes] a date was moved: the ballot closes on { $date_on }; before, it was { $before_on }.
        [notice_given] a date was moved: notice was given on { $date_on }; before, it was { $before_on }.
        [action_day] a date was moved: a day of action is { $date_on }, notice given on { $notice_on }; before, it was { $before_on }.
       *[mandate_expires] a date was moved: the mandate ends on { $date_on }; before, it was { $before_on }.
    }
campaign-change_date_gone =
    { $kind ->
        [consultation_closes] a date was taken out: the consultation closes ({ $date_on }).
        [offer_expires] a date was taken out: the offer expires ({ $date_on }).
        [papers_posted] a date was taken out: ballot papers are posted ({ $date_on }).
        [replacement_by] a date was taken out: the last day to ask for a replacement paper ({ $date_on }).
        [post_by] a date was taken out: the last safe posting day ({ $date_on }).
        [ballot_closes] a date was taken out: the ballot closes ({ $date_on }).
        [notice_given] a date was taken out: notice was given ({ $date_on }).
        [action_day] a date was taken out: a day of action ({ $date_on }), notice given on { $notice_on }.
       *[mandate_expires] a date was taken out: the mandate ends ({ $date_on }).
    }
