# Refusals of a campaign.
campaign-no_channel = The branch has no channel for the pay campaign yet. An officer can choose one with /branch setup.
campaign-no_such_nation = Choose whose bank holidays and whose law it is.
campaign-no_draft = There is no such draft any more. One that is not started within a day is forgotten. Start again with /campaign start.
campaign-already_started = This campaign has been started already. /campaign status shows it.
campaign-none = There is no campaign under way in this branch. A rep can start one with /campaign start.
campaign-not_found = Steward knows of no such campaign in this branch. If this is its board, tell a rep: the data may come from a backup made before it.
campaign-none_of_that_name = No campaign of that name is there for this command. Choose one from the list that appears while you type; where there is only one, leave the field empty.
campaign-choose_from_list = There is more than one. Choose the campaign from the list that appears while you type.
campaign-not_started = This campaign has not been started yet. Press Start it first.
campaign-closed = This campaign is closed: what it says stays as it is. /campaign status shows it.
campaign-stage_already =
    { $stage ->
        [claim] The campaign is at the claim already. Nothing was changed.
        [talks] The campaign is at the talks already. Nothing was changed.
        [offer] The campaign is at the offer already. Nothing was changed.
        [consultation] The campaign is at the consultation already. Nothing was changed.
        [dispute] The campaign is in dispute already. Nothing was changed.
        [ballot] The campaign is at the ballot already. Nothing was changed.
        [notice] The campaign is at the notice already. Nothing was changed.
        [action] The campaign is at the action already. Nothing was changed.
       *[settlement] The campaign is at the settlement already. Nothing was changed.
    }
campaign-stage_close_instead = A campaign is closed with /campaign close, which asks how it ended.
campaign-stage_needs_reason = That move goes back or leaves something out. Type why, so that members understand it: they read the reason on the board.
campaign-no_such_stage = Choose the stage it has come to.
campaign-stage_meanwhile =
    { $stage ->
        [claim] The campaign has been moved meanwhile: back to the claim. Look at the board, then start again with /campaign stage.
        [talks] The campaign has been moved meanwhile: to talks. Look at the board, then start again with /campaign stage.
        [offer] The campaign has been moved meanwhile: to an offer. Look at the board, then start again with /campaign stage.
        [consultation] The campaign has been moved meanwhile: to consultation. Look at the board, then start again with /campaign stage.
        [dispute] The campaign has been moved meanwhile: to dispute. Look at the board, then start again with /campaign stage.
        [ballot] The campaign has been moved meanwhile: to the ballot. Look at the board, then start again with /campaign stage.
        [notice] The campaign has been moved meanwhile: to notice. Look at the board, then start again with /campaign stage.
        [action] The campaign has been moved meanwhile: to action. Look at the board, then start again with /campaign stage.
       *[settlement] The campaign has been moved meanwhile: to settlement. Look at the board, then start again with /campaign stage.
    }
campaign-stage_in_future = { $on } is still to come. Type the day on which it came about, with its year: { $today }.
campaign-stage_before_last = { $on } is before the last move, which was on { $last_on }. Type that day or a later one.
campaign-stage_needs_notice = Action can stand on the board only after notice of it was given, in time for { $on }. Enter the day on which notice was given with /campaign date first.
campaign-no_such_outcome = Choose how it ended.
campaign-vote_unreadable = Type the vote in numbers of papers, each with its word: 312 for, 41 against, 2 spoilt, 480 sent. What was not counted can be left out, and so can the whole vote.
campaign-vote_more_than_sent = { $voted } papers would have come back of { $sent } that were sent. Correct one of the numbers.

# Why a board is not pinned, for /branch check
campaign-pin_forbidden = Discord does not let Steward pin there. Allow Steward the permission Pin Messages in that channel; the board is pinned when it next changes, at midnight at the latest.
campaign-pin_full = That channel has as many pinned messages as Discord allows. Unpin one that nobody needs; the board is pinned when it next changes, at midnight at the latest.
