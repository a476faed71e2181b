"""What a poll looks like: its public post, what it promises, and its buttons. What it came to is `_results`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import discord

from bot.actions.polls import Standing
from bot.i18n import say
from bot.ids import PollId, RoleId
from bot.rules import ballots, lots
from bot.rules.numbers import Turnout
from bot.rules.polls import Kind, Poll, Stance, Status, counts_may_be_seen
from bot.ui import button, plain, rows, stamp
from cogs._widgets import card, jump

BUTTONS_UP_TO = 5
LONGEST_NAME = 100
SUCCESS = discord.ButtonStyle.success


def told_apart(polls: Sequence[tuple[PollId, str]]) -> dict[PollId, str]:
    """Each poll's name in a menu: its question cut to fit, with its number where two would read alike."""
    names = {poll_id: question[:LONGEST_NAME] for poll_id, question in polls}
    twice = {name for name, number in Counter(names.values()).items() if number > 1}
    for poll_id, name in names.items():
        if name in twice:
            number = f" · {say('poll.mark-post', poll=str(poll_id))}"
            names[poll_id] = name[: LONGEST_NAME - len(number)] + number
    return names


def mark(poll: Poll, what: str) -> str:
    """The footer by which Steward knows its own post again after a crash."""
    return say(f"poll.mark-{what}", poll=str(poll.id))


def post(standing: Standing) -> dict[str, Any]:
    """The public post as it stands: what is asked, by what rule, until when, the turnout, and how to vote."""
    poll = standing.poll
    lines = [*_state(standing), "", *options(poll, standing.votes)]
    last = ["", *origin(poll), *terms(poll)]
    if poll.status is Status.OPEN:
        last += ["", say("poll.turnout-so-far", turnout=turnout_line(_turnout(standing)))]
        last += [say("ballot.turnout-moves")] if poll.is_secret else []
    last += ["", say("poll.guard")]
    embed = card(plain(poll.question), *lines, last=last, footer=mark(poll, "post"))
    return {"embed": embed, "view": ways_to_vote(poll)}


def _state(standing: Standing) -> Sequence[str]:
    poll = standing.poll
    if poll.status is Status.CANCELLED:
        return [say("poll.state-cancelled", reason=why_cancelled(poll))]
    if poll.status is Status.CLOSED:
        return [say("poll.state-closed", at=stamp(poll.ended_at or poll.closes_at))]
    if poll.status is Status.SCHEDULED and poll.opens_at is not None:
        return [say("poll.state-scheduled", opens=stamp(poll.opens_at), at=stamp(poll.closes_at))]
    return [say("poll.state-open", at=stamp(poll.closes_at), ago=stamp(poll.closes_at, "R"))]


def why_cancelled(poll: Poll) -> str:
    """The reason that was given, or what happened to it."""
    return plain(poll.cancel_reason or "") if poll.mishap is None else say(f"poll.mishap-{poll.mishap}")


def options(poll: Poll, votes: Mapping[int, int] | None = None) -> Sequence[str]:
    """The options, numbered; with their votes where the poll shows them while it is open."""
    names = [plain(option) for option in poll.options]
    if votes is not None and poll.status is Status.OPEN and poll.live:
        numbered = enumerate(names, 1)
        names = [say("poll.option-live", option=name, votes=votes.get(number, 0)) for number, name in numbered]
    return [f"{number}. {name}" for number, name in enumerate(names, 1)]


def origin(poll: Poll) -> Sequence[str]:
    """The meeting it was opened from, and what follows from how many were there; nothing of any other poll."""
    found = poll.meeting
    if found is None:
        return []
    here = {"present": found.present or 0, "needed": found.needed or 0}
    return [say("poll.meeting", form=found.form, title=plain(found.title), **here)]


def terms(poll: Poll) -> Sequence[str]:
    """The rules of the poll in sentences: how many choices, who, by what majority, and what is shown."""
    return [
        choices(poll),
        say("poll.voters", roles=voters(poll)),
        say("poll.rule", rule=rule_line(poll)),
        *(_shown(poll) if poll.ended_at is None else []),
        *_lot(poll),
    ]


def _shown(poll: Poll) -> Sequence[str]:
    if poll.is_secret:
        return _promise(poll)
    return [
        say("poll.shown-live") if poll.live else say("poll.shown-at-close"),
        say("poll.shown-named") if poll.named else say("poll.shown-unnamed"),
    ]


def _promise(poll: Poll) -> Sequence[str]:
    """What is promised of a secret poll, who is on its roll, and who looks after it."""
    lines = [
        say("ballot.promise"),
        say("ballot.final"),
        say("ballot.roll-listed") if poll.frozen else say("ballot.roll-when-voting"),
    ]
    if poll.eligible is not None and ballots.is_small(poll.eligible):
        lines.append(say("ballot.small", eligible=poll.eligible))
    if poll.scrutineers:
        who = say("poll.list-and").join(f"<@{member_id}>" for member_id in sorted(poll.scrutineers))
        lines.append(say("ballot.scrutineers", number=len(poll.scrutineers), who=who))
    return lines


def _lot(poll: Poll) -> Sequence[str]:
    """The commitment of an election's lot: published before anybody votes, so that it stays where it was."""
    return [] if poll.seed is None else [say("election.commitment", commitment=lots.commitment(poll.seed))]


def choices(poll: Poll) -> str:
    """How many options a member may choose."""
    if poll.kind is Kind.RANKED:
        return say("election.rank")
    if poll.max_choices == 1:
        return say("poll.choose-one")
    return say("poll.choose-some", least=poll.min_choices, most=poll.max_choices)


def voters(poll: Poll) -> str:
    """The roles that may vote, as Discord shows them."""
    return " ".join(_role(role_id, poll) for role_id in sorted(poll.role_ids))


def _role(role_id: RoleId, poll: Poll) -> str:
    return say("poll.everyone-here") if role_id == poll.guild_id else f"<@&{role_id}>"


def rule_line(poll: Poll) -> str:
    """Quorum, threshold and what it is measured against, in one sentence."""
    quorum = say("poll.quorum-none")
    if poll.quorum.number:
        quorum = say("poll.quorum", number=poll.quorum.number, unit=poll.quorum.unit)
    if poll.kind is Kind.RANKED:
        return say("election.rule", seats=poll.seats, quorum=quorum)
    threshold = say("threshold.words", **poll.threshold.values)
    base = ("motion" if poll.is_motion else "choice") + ("-all" if poll.count_abstentions else "")
    return say(f"poll.rule-{base}", threshold=threshold, quorum=quorum)


def _turnout(standing: Standing) -> Turnout:
    poll, branch = standing.poll, standing.branch
    return Turnout(standing.voted, poll.eligible, poll.eligible_exact, branch.membership, branch.membership_at)


def turnout_line(turnout: Turnout) -> str:
    """Both denominators, in their fixed order."""
    return say("turnout.line", **turnout.values)


# Buttons


def ways_to_vote(poll: Poll) -> discord.ui.View:
    """Up to five options are buttons, more (or several choices) a select; a closed poll offers its result."""
    if poll.status is Status.CLOSED:
        return after(poll)
    if poll.status is Status.CANCELLED:
        return rows()
    return rows(*vote_rows(poll), [*_names_row(poll), *_statements_row(poll)])


def vote_rows(poll: Poll, *, disabled: bool = False) -> list[list[discord.ui.Item[Any]]]:
    """The buttons or the select by which a member votes; a preview shows them disabled."""
    if poll.is_secret:
        return [[button(say("poll.vote-button"), f"poll:ballot:{poll.id}", SUCCESS, disabled=disabled)]]
    if poll.max_choices == 1 and len(poll.options) <= BUTTONS_UP_TO:
        numbered = enumerate(poll.options, 1)
        return [[button(text, f"poll:vote:{poll.id}:{number}", disabled=disabled) for number, text in numbered]]
    return [[menu(poll, f"poll:choose:{poll.id}", disabled=disabled)]]


def menu(poll: Poll, custom_id: str, *, disabled: bool = False) -> discord.ui.Select[Any]:
    """All the options to choose from, none of them chosen."""
    # An abstention stands alone, so it must be possible to choose just one.
    least = 1 if Stance.ABSTAIN in poll.stances else poll.min_choices
    return discord.ui.Select(
        custom_id=custom_id,
        placeholder=choices(poll),
        min_values=least,
        max_values=poll.max_choices,
        options=[discord.SelectOption(label=text, value=str(n)) for n, text in enumerate(poll.options, 1)],
        disabled=disabled,
    )


def _statements_row(poll: Poll) -> list[discord.ui.Button[Any]]:
    return [button(say("paper.statements-button"), f"poll:statements:{poll.id}:0")] if poll.stated else []


def _names_row(poll: Poll) -> list[discord.ui.Button[Any]]:
    if not (poll.named and counts_may_be_seen(poll)):
        return []
    return [button(say("poll.names-button"), f"poll:names:{poll.id}:0")]


def after(poll: Poll) -> discord.ui.View:
    """What a closed poll offers: its result in full, and what that offers."""
    return rows([button(say("poll.results-button"), f"poll:results:{poll.id}"), *further(poll)])


def further(poll: Poll) -> list[discord.ui.Button[Any]]:
    """What a result offers besides: papers only where there are enough of them to be published."""
    offered = _names_row(poll)
    if poll.election is not None and poll.election.in_full:
        offered.append(button(say("poll.sheet-button"), f"poll:sheet:{poll.id}:0"))
    if poll.is_secret and poll.turnout >= ballots.LEAST_VOTES:
        offered.append(button(say("poll.recount-button"), f"poll:recount:{poll.id}"))
    return offered


def is_being_counted(poll: Poll, now: datetime) -> bool:
    """Whether its time is up and Steward has not got round to the count, for which it has to ask Discord."""
    return poll.status is Status.OPEN and poll.closes_at <= now


def link(poll: Poll) -> str:
    """Where the poll is: its public post, or its channel where there is no such post."""
    return jump(poll.guild_id, poll.channel_id, None if poll.message_lost else poll.message_id)
