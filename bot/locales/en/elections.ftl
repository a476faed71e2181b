# Elections by ranking: what only they have of a poll's form, preview, post and result. The paper is papers.ftl.

# The form
election-form-title = New election
election-form-words-title = Office and candidates
election-form-question = What is elected?
election-form-question-hint = Branch secretary 2027
election-form-candidates = Candidates
election-form-candidates-help = One on each line, 2 to 20. Re-open nominations is optional: delete it if you do not want it.
election-form-candidates-standard = Re-open nominations
election-form-seats = How many are elected?

# The preview
election-preview-reopen = **"{ $name }" is no person:** a seat that it wins stays empty, and nominations for it are re-opened.
election-preview-people = **Everybody on the list can be elected:** "Re-open nominations" does not stand.
election-change-words = Office and candidates
election-change-times = Times
election-change-rules = Seats and quorum
election-statements = Candidates' statements
election-statements-about = Choose a candidate in the menu to write or change a statement, in at most { $most } words. Members can read the statements before they vote. Re-open nominations needs none.
election-candidate = **{ $name }**: { $words }
election-words =
    { $number ->
        [0] no statement yet
        [one] { $number } word
       *[other] { $number } words
    }
election-choose-candidate = Write or change a statement
election-statement = Statement (at most { $most } words)
election-statement-title = A candidate's statement

# The public post
election-rank = Rank as many candidates as you like, the one you most want first
election-rule =
    { $seats ->
        [one] one seat, counted as an alternative vote by the Scottish rules. { $quorum }
       *[other] { $seats } seats, counted as a single transferable vote by the Scottish rules. { $quorum }
    }
election-commitment = If a tie has to be decided by lot, the lot is settled already: the SHA-256 of its seed is `{ $commitment }`. The seed is published with the result.

# The result
election-declared-no_votes = Nobody voted, so nobody is elected.
election-declared-inquorate = Nobody is declared elected: the quorum was not met.
election-declared-meeting_inquorate = Nobody is declared elected: the meeting it was opened from was inquorate.
election-declared-quorum_unknown = Nobody is declared elected: the quorum could not be checked. An officer has to decide what stands.
election-elected =
    { $number ->
        [one] Elected: { $list }.
       *[other] Elected, in this order: { $list }.
    }
election-elected-in_order = Elected, in this order:
election-withheld = Fewer than five voted, so only who is elected is published: the count would tell who voted how.
election-counted =
    { $seats ->
        [one] Counted as an alternative vote by the Scottish rules: { $stages ->
            [one] one stage
           *[other] { $stages } stages
        }, more than half is { $quota }.
       *[other] Counted as a single transferable vote by the Scottish rules: { $seats } seats, { $stages ->
            [one] one stage
           *[other] { $stages } stages
        }, quota { $quota }.
    }
election-lot-used = The lot decided a tie; the count sheet says where.
election-lot-unused =
    { $elected ->
        [0] No lot was needed.
        [one] No lot was needed.
       *[other] No lot was needed to decide who is elected. Any who were level when they were elected stand in the order of the lot.
    }
election-seed = Seed of the lot: `{ $seed }`. Its SHA-256, as published when the poll opened: `{ $commitment }`.
election-alt = Count sheet of "{ $question }", picture { $number } of { $pictures }.
election-sheet-title = Count sheet (page { $page } of { $pages })

# Refusals of bot/rules/elections.py
election-too_many_candidates = There are { $candidates } candidates. The most is { $most }.
election-reopen_twice = "{ $one }" and "{ $other }" both mean re-open nominations. Take one of the two lines out.
election-uncontested =
    { $candidates ->
        [0] There is no candidate besides re-open nominations. Type at least one, on a line of its own.
       *[other] There is nothing to decide: candidates { $candidates }, seats { $seats }. Add candidates, or "Re-open nominations", or lower the number of seats.
    }
election-seats_unreadable = How many are elected has to be a whole number from 1 to { $most }.
election-statement_too_long = The statement has { $words } words. The most is { $most }: shorten it.
election-nobody_ranked = Rank at least one candidate. Your vote was not cast.
