# The count sheet of a ranked election: in sentences, as a table and as a picture. Votes have up to five decimal places.

sheet-stage = Stage { $stage }
sheet-paragraph = Stage { $stage }. { $sentences }
sheet-holds = { $name } ({ NUMBER($votes, maximumFractionDigits: 5) })
sheet-move = { NUMBER($votes, maximumFractionDigits: 5) } to { $name }
# Elected once, re-open nominations stands again for the seats that are left.
sheet-again = { $name } no. { $which }

# What a stage begins with
sheet-first =
    { $papers ->
        [0] There are no papers
        [one] There is { $papers } paper
       *[other] There are { $papers } papers
    } for { $seats ->
        [one] { $seats } seat
       *[other] { $seats } seats
    }, so the quota is { $quota }.
sheet-first-votes = First preferences: { $list }.
sheet-opening-surplus = { $name } has { NUMBER($votes, maximumFractionDigits: 5) } more than the quota, and this surplus is transferred.
sheet-opening-surplus-tied = { $list } have the largest surplus ({ NUMBER($votes, maximumFractionDigits: 5) } each), and that of { $name } is transferred first.
sheet-opening-exclusion = { $name } has the fewest votes ({ NUMBER($votes, maximumFractionDigits: 5) }) and is excluded.
sheet-opening-exclusion-tied = { $list } have the fewest votes ({ NUMBER($votes, maximumFractionDigits: 5) } each), and { $name } is excluded.

# What told apart those who were level
sheet-tie-surplus-stage = Looking back stage by stage, { $name } had more at stage { $stage }.
sheet-tie-exclusion-stage = Looking back stage by stage, { $name } had fewer at stage { $stage }.
sheet-tie-surplus-lot = { $list } were level at every stage before as well, so the lot decides: it drew { $name } first.
sheet-tie-exclusion-lot = { $list } were level at every stage before as well, so the lot decides: it drew { $name } last.

# What moved
sheet-moves = What moves: { $list }.
sheet-exhausted =
    { $papers ->
        [one] { $papers } paper, worth { NUMBER($votes, maximumFractionDigits: 5) }, names nobody further.
       *[other] { $papers } papers, worth { NUMBER($votes, maximumFractionDigits: 5) } together, name nobody further.
    }
sheet-lost = { NUMBER($votes, maximumFractionDigits: 5) } is lost where values are cut off after the fifth decimal place.
sheet-unmoved = No papers are moved, because the last seats are settled without them.

# What a stage comes to
sheet-elected-quota =
    { $number ->
        [one] { $list } reaches the quota and is elected.
       *[other] { $list } reach the quota and are elected.
    }
sheet-elected-last =
    { $number ->
        [one] No more candidates are left than seats, so { $list } is elected without reaching the quota.
       *[other] No more candidates are left than seats, so { $list } are elected without reaching the quota.
    }
sheet-vacant-quota = { $list } reaches the quota, so a seat stays vacant.
sheet-vacant-last = No more candidates are left than seats, { $list } among them, so a seat stays vacant.
sheet-stands-again = It stands again as { $name }, which may keep another seat vacant.

# What the count comes to
sheet-outcome-elected = Elected: { $list }.
sheet-outcome-nobody = Nobody is elected.
sheet-outcome-reopened =
    { $seats ->
        [one] { $seats } seat stays vacant, and nominations for it are re-opened.
       *[other] { $seats } seats stay vacant, and nominations for them are re-opened.
    }
sheet-outcome-vacant =
    { $seats ->
        [one] { $seats } seat stays vacant, because no candidate is left for it.
       *[other] { $seats } seats stay vacant, because no candidate is left for them.
    }

# The table
sheet-table-candidate = Candidate
sheet-table-votes = Stage { $stage }: votes
sheet-table-change = Stage { $stage }: change
sheet-table-elected = Elected at stage
sheet-table-excluded = Excluded at stage
sheet-row-non_transferable = Non-transferable
sheet-row-lost = Lost (fractions cut off)
sheet-row-total = Total

# The picture
sheet-picture-quota = The upright line is the quota. Whoever reaches it is elected.
sheet-picture-cut = Votes are cut off here after the second decimal place. The table has them in full.
sheet-picture-votes = { NUMBER($votes, maximumFractionDigits: 2) }
sheet-picture-more = +{ NUMBER($votes, maximumFractionDigits: 2) }
sheet-picture-fewer = −{ NUMBER($votes, maximumFractionDigits: 2) }
sheet-fate-elected = elected
sheet-fate-excluded = excluded
sheet-fate-vacant = seat vacant
sheet-picture-others =
    { $number ->
        [one] The votes of { $number } other candidate are unchanged.
       *[other] The votes of { $number } other candidates are unchanged.
    }
sheet-picture-nowhere = No longer with any candidate: { NUMBER($votes, maximumFractionDigits: 2) }.
sheet-picture-gap = Told in brief, to keep this short; the table has every stage in full:
