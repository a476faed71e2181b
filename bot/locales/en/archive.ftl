# A campaign for the archive: one text (Markdown), and tables for a spreadsheet.

archive-file-text = campaign-{ $number }
archive-file-stages = campaign-{ $number }-stages
archive-file-updates = campaign-{ $number }-updates
archive-file-dates = campaign-{ $number }-dates
archive-file-decisions = campaign-{ $number }-decisions
archive-file-turnout = campaign-{ $number }-turnout

archive-title = # { $title } ({ $branch })
archive-began = Began { $at }.
archive-running = It is still under way.
archive-ended =
    { $outcome ->
        [settled] **Settled** { $at }.
        [lost] **Lost.** Closed { $at }.
       *[dropped] **Given up.** Closed { $at }.
    }
archive-nothing = Nothing.
archive-stages = ## Stages
archive-stage = - { $on }: { $stage }
archive-stage-because = - { $on }: { $stage }. Why: { $reason }
archive-updates = ## Updates
archive-update = ### { $at }, { $office }
archive-corrected = Corrected { $at }: { $reason } Before that it said:
archive-dates = ## Dates
archive-date = - { $on }: { $what }
archive-date-noted = - { $on }: { $what } ({ $note })
archive-action = { $what }, notice given on { $on }
archive-offers = ## Claim and offers
archive-offer =
    { $kind ->
        [claim] - { $name }, the claim of { $on }: { $terms }
       *[offer] - { $name }, an offer of { $on }: { $terms }
    }
archive-turnout = ## Ballots held elsewhere
archive-ballot = **Held by { $scrutineer }, closed { $at }.** How many say that they have posted, as published:
archive-place =
    { $number ->
        [one] - { $name }: { $number } has posted
       *[other] - { $name }: { $number } have posted
    }
archive-place-withheld = - { $name }: withheld, because few members could be recognised
archive-decisions = ## Decisions of the branch since it began
archive-decision =
    { $status ->
        [done] - { $on }: { $what } Done: { $outcome }
        [dropped] - { $on }: { $what } Not done: { $outcome }
       *[open] - { $on }: { $what } Still to be done.
    }
archive-questions = ## Questions and answers
archive-question = **{ $text }**
archive-source = Source: { $source }
archive-status =
    { $status ->
        [done] done
        [dropped] not done
       *[open] still to be done
    }
archive-column-on = day
archive-column-at = at
archive-column-time = time
archive-column-stage = stage
archive-column-reason = reason
archive-column-noted_by = noted by (Discord id)
archive-column-number = version
archive-column-office = signed as
archive-column-text = text
archive-column-what = what
archive-column-note = note
archive-column-status = status
archive-column-outcome = what became of it
archive-column-scrutineer = scrutineer
archive-column-posted = say that they have posted
archive-column-entitled = sent a paper
archive-column-membership = branch membership
