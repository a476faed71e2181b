# Refusals of bot/rules/polls.py, drafts.py and guards.py.

poll-too_few_options =
    { $options ->
        [0] There are no options yet. Type at least two, each on a line of its own, for example For, Against and Abstain.
       *[other] There is only one option. Type at least two, each on a line of its own, for example For, Against and Abstain.
    }
poll-too_many_options = There are { $options } options. The most is { $most }: leave some out, or ask in two polls.
poll-same_option = "{ $option }" stands in the list twice. Change or remove one of the two.
poll-more_choices_than_options =
    { $most ->
        [0] There is no option to choose besides abstaining. Add options.
        [one] There is only { $most } option to choose besides abstaining, so nobody could choose { $choices }. Type 1.
       *[other] There are only { $most } options to choose besides abstaining, so nobody could choose { $choices }. Type a number up to { $most }.
    }
poll-choices_unreadable = I could not read how many options a member may choose. Type a number (1), a range (1-3), "up to 3" or "any".

poll-opens_in_past = The opening time has already passed. Type a later one, or leave it empty to open the poll when you press Open.
poll-closes_in_past = The closing time has already passed. Type a later one.
poll-opens_after_close = The poll would close before it opens. Type a closing time after the opening time.
poll-closes_too_soon = The poll would be open for less than a minute. Type a later closing time.
poll-too_long = A poll can be announced at most a year ahead and stay open for at most a year. Type an earlier time.
poll-threshold_below_half = A motion needs at least half of the votes: with more against it than for it, nobody would call it carried. Type "simple", "two thirds", or a percentage from 50% up.
poll-extend_not_later = A poll can be made longer, never shorter. Type a time after the closing time that members were told.

poll-draft = This poll is still a draft, so nobody can vote in it yet.
poll-not_open_yet = This poll is not open yet. It opens { $opens_at }.
poll-closed = This poll closed { $closed_at }. Nothing was changed.
poll-cancelled = This poll has been cancelled. Nothing was changed.
poll-not_eligible = You have none of the roles this poll was called for, so you cannot vote in it. If that is wrong, ask a rep to check your roles.

poll-no_such_option = That option is not part of this poll. Look at the poll again and choose from it.
poll-too_few_choices =
    { $least ->
        [one] Choose at least { $least } option. Nothing was changed by this.
       *[other] Choose at least { $least } options; you chose { $choices }. Nothing was changed by this.
    }
poll-too_many_choices =
    { $most ->
        [one] Choose only { $most } option; you chose { $choices }. Nothing was changed by this.
       *[other] Choose at most { $most } options; you chose { $choices }. Nothing was changed by this.
    }
poll-abstain_alone = An abstention stands alone. Either abstain, or choose among the other options. Nothing was changed by this.

poll-not_a_draft = Members have been told of this poll, so its words and rules can no longer be changed. Cancel it and make a new one.
poll-still_a_draft = This poll is still a draft. Change its closing time in the draft.
poll-never_opened = This poll has not been opened yet.
poll-already_closed = This poll was closed already, { $closed_at }. Its result stands.
poll-already_cancelled = This poll was cancelled already.
poll-reminded = Members were reminded of this poll less than a day ago. You can remind them again { $again_at }.

poll-guard_ballot = A poll here is an indicative vote of the branch: it is not a ballot in law, so it must not be called one ("{ $said }"). Call it a vote or a poll, or ask what the branch should say, for example "Should the branch ask the executive for a ballot?"
poll-guard_mandate = A poll here cannot give a mandate or authorise industrial action ("{ $said }"). Only a statutory ballot can. Ask what members think, for example "Would you support industrial action?", or "Should the branch ask the executive for a ballot?"
poll-guard_binding = A poll here is an indicative vote of the branch and is not legally binding. Take those words out.
poll-guard_how_voted = Steward never asks how anybody voted, or will vote, in a vote elsewhere: that is theirs alone. Ask what members think of the offer or the proposal instead, for example "Should the branch recommend this offer?"

poll-no_tally = There is no count of this poll to look at.
poll-not_secret = This is not a secret poll or an election, so it has no receipts and nothing to recount.
poll-receipt_cancelled = This poll was cancelled, so nothing was counted and no receipt is in it. Nothing is wrong with yours.
poll-recount_cancelled = This poll was cancelled, so nothing was counted and there is nothing to recount.
poll-recount_not_eligible = The papers of this poll are for its scrutineers and for whoever holds one of the roles it was called for, and you hold none of them now. Ask one of them to count it again, or ask a rep to check your roles.
