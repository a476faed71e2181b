"""What the branch decides: pure functions that a branch secretary could argue with.

No clock, no database, no Discord: a rule is handed everything it weighs. A rule that refuses raises.
"""
