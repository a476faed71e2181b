# Elections by ranking: the form, the candidates, and what is declared.

election-form-title = New election
election-form-words-title = Office and candidates
election-form-question = What is elected?
election-form-question-hint = Branch secretary 2027
election-form-candidates = Candidates
election-form-candidates-help = One on each line, 2 to 20. Re-open nominations is optional: delete it if you do not want it.
election-form-candidates-standard = Re-open nominations
election-form-seats = How many are elected?

# Refusals of bot/rules/elections.py
election-too_many_candidates = There are { $candidates } candidates. The most is { $most }.
election-uncontested =
    { $candidates ->
        [0] There is no candidate besides re-open nominations. Type at least one, on a line of its own.
       *[other] There is nothing to decide: candidates { $candidates }, seats { $seats }. Add candidates, or "Re-open nominations", or lower the number of seats.
    }
election-seats_unreadable = How many are elected has to be a whole number from 1 to { $most }.
election-statement_too_long = The statement has { $words } words. The most is { $most }: shorten it.
election-nobody_ranked = Rank at least one candidate. Your vote was not cast.
