# The register of decisions.

decision-one_owner = Say who sees to it: choose a member of this server, or type a name or an office, and not both.
decision-due_unreadable = I could not read that day. Type a day without a time, for example "Fri", "in 2 weeks" or "{ $example }", or leave it empty.
decision-due_past = { $on } is past. Type the day by which it is to be done, or leave it empty.
decision-not_yours = Only the owner of a decision, or a rep, says what became of it.
decision-ended = It has been said already what became of this decision. Nothing was changed.
decision-not_found = That decision is not in the register. Look at /meeting decisions again.
