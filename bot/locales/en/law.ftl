# What the law says, as bot/rules/law.toml has it: each figure with its source and the day on which it was last checked.

law-figure-ballot_turnout = At least { $number }% of those entitled to vote must vote.
law-figure-action_notice =
    { $number ->
        [one] The employer must have received notice of action at least { $number } day before it.
       *[other] The employer must have received notice of action at least { $number } days before it.
    }
law-figure-mandate =
    { $number ->
        [one] A ballot gives a mandate for { $number } month from the day it closes.
       *[other] A ballot gives a mandate for { $number } months from the day it closes.
    }
law-figure-post_usual =
    { $number ->
        [one] Most letters arrive within { $number } posting day (Second Class, weekdays without bank holidays).
       *[other] Most letters arrive within { $number } posting days (Second Class, weekdays without bank holidays).
    }
law-figure-post_safe =
    { $number ->
        [one] Nearly every letter arrives within { $number } posting day (Second Class, weekdays without bank holidays).
       *[other] Nearly every letter arrives within { $number } posting days (Second Class, weekdays without bank holidays).
    }
law-figure-tribunal_limit = In Great Britain a claim to an employment tribunal usually has to begin within { $number } months less one day from the act; the limit is being extended. Get advice now.
law-source = Source: { $source }. In force since { $in_force_on }, last checked on { $checked_on }. Information, not advice.
law-unknown =
    { $subject ->
        [ballot_turnout] What turnout the law asks for here is not known to Steward: ask your union's legal officer.
        [action_notice] How much notice of action the law asks for here is not known to Steward: ask your union's legal officer.
       *[mandate] How long a ballot's mandate lasts here is not known to Steward: ask your union's legal officer.
    }
law-not_known =
    { $subject ->
        [action_notice] How much notice the law asked for on that day is not known to Steward, so it cannot check this date. Ask your union's legal officer.
       *[post_safe] How long the post took at that time is not known to Steward, so it cannot compute this date. Type a later date.
    }
