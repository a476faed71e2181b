# What people see of a pay campaign's board, in the order in which they meet it. Starting one and closing it is
# campaigns-making.ftl, refusals are campaigns-rules.ftl; dates, offers, ballot, updates and questions have their own.

# What a locked phone may show: neither the title nor the stage
campaign-first_line = Branch campaign

# The board
campaign-mark-board = Campaign { $campaign }
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
campaign-changed_last = **Changed last** ({ $at }): { $what }
campaign-employer = **Employer:** { $employer }
campaign-claim = **The claim:** { $claim }
campaign-contact = **Where to ask:** { $contact }
campaign-look = What has changed?

# What has changed: on the board, and since somebody last looked. Every part of the campaign has its sentences here.
campaign-change_started = the campaign began.
campaign-change_update = an update was posted ({ $office }).
campaign-change_correction = an update was corrected ({ $office }).
campaign-change_answered = a question was answered: "{ $question }"
campaign-change_answer_corrected = an answer was corrected: "{ $question }"
