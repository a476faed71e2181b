"""What a poll looks like: its public post, its result in words and as a picture's caption, and its buttons."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import discord

from bot.actions.polls import Standing
from bot.i18n import say
from bot.ids import PollId, RoleId
from bot.render.charts import Bar, ResultChart
from bot.rules.numbers import Turnout, share_against
from bot.rules.polls import Outcome, Poll, Result, Stance, Status, counts_may_be_seen
from bot.ui import button, plain, rows, stamp
from cogs._widgets import card

BUTTONS_UP_TO = 5
Write = Callable[[str], str]  # `plain` where Discord's markdown is read, `str` where it is not
LONGEST_ALT = 1024
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
    lines = [*_state(standing), "", *_options(standing)]
    last = ["", *terms(poll)]
    if poll.status is Status.OPEN:
        last += ["", say("poll.turnout-so-far", turnout=turnout_line(_turnout(standing)))]
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


def _options(standing: Standing) -> Sequence[str]:
    poll = standing.poll
    shown = poll.status is Status.OPEN and poll.live
    lines: list[str] = []
    for number, option in enumerate(poll.options, 1):
        votes = standing.votes.get(number, 0)
        words = say("poll.option-live", option=plain(option), votes=votes) if shown else plain(option)
        lines.append(f"{number}. {words}")
    return lines


def terms(poll: Poll) -> Sequence[str]:
    """The rules of the poll in sentences: how many choices, who, by what majority, and what is shown."""
    return [
        _choices(poll),
        say("poll.voters", roles=voters(poll)),
        say("poll.rule", rule=rule_line(poll)),
        *(_shown(poll) if poll.ended_at is None else []),
    ]


def _shown(poll: Poll) -> Sequence[str]:
    return [
        say("poll.shown-live") if poll.live else say("poll.shown-at-close"),
        say("poll.shown-named") if poll.named else say("poll.shown-unnamed"),
    ]


def _choices(poll: Poll) -> str:
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
    threshold = say("threshold.words", **poll.threshold.values)
    base = ("motion" if poll.is_motion else "choice") + ("-all" if poll.count_abstentions else "")
    if poll.quorum.number:
        return say(
            f"poll.rule-{base}",
            threshold=threshold,
            quorum=say("poll.quorum", number=poll.quorum.number, unit=poll.quorum.unit),
        )
    return say(f"poll.rule-{base}", threshold=threshold, quorum=say("poll.quorum-none"))


def _turnout(standing: Standing) -> Turnout:
    poll, branch = standing.poll, standing.branch
    return Turnout(standing.voted, poll.eligible, poll.eligible_exact, branch.membership, branch.membership_at)


def turnout_line(turnout: Turnout) -> str:
    """Both denominators, in their fixed order."""
    return say("turnout.line", **turnout.values)


# Buttons


def ways_to_vote(poll: Poll, *, disabled: bool = False) -> discord.ui.View:
    """Up to five options are buttons, more (or several choices) a select; a closed poll offers its result."""
    if poll.status is Status.CLOSED:
        return after(poll)
    if poll.status is Status.CANCELLED:
        return rows()
    return rows(*vote_rows(poll, disabled=disabled), *([] if disabled else [_names_row(poll)]))


def vote_rows(poll: Poll, *, disabled: bool = False) -> list[list[discord.ui.Item[Any]]]:
    """The buttons or the select by which a member votes; a preview shows them disabled."""
    if poll.is_secret:
        return [[button(say("poll.vote-button"), f"poll:ballot:{poll.id}", SUCCESS, disabled=disabled)]]
    if poll.max_choices == 1 and len(poll.options) <= BUTTONS_UP_TO:
        numbered = enumerate(poll.options, 1)
        return [[button(text, f"poll:vote:{poll.id}:{number}", disabled=disabled) for number, text in numbered]]
    # An abstention stands alone, so it must be possible to choose just one.
    least = 1 if Stance.ABSTAIN in poll.stances else poll.min_choices
    return [
        [
            discord.ui.Select(
                custom_id=f"poll:choose:{poll.id}",
                placeholder=_choices(poll),
                min_values=least,
                max_values=poll.max_choices,
                options=[discord.SelectOption(label=text, value=str(n)) for n, text in enumerate(poll.options, 1)],
                disabled=disabled,
            )
        ]
    ]


def _names_row(poll: Poll) -> list[discord.ui.Button[Any]]:
    if not (poll.named and counts_may_be_seen(poll)):
        return []
    return [button(say("poll.names-button"), f"poll:names:{poll.id}:0")]


def after(poll: Poll) -> discord.ui.View:
    """What a closed poll offers."""
    return rows([button(say("poll.results-button"), f"poll:results:{poll.id}"), *_names_row(poll)])


# The result


def result_lines(result: Result, write: Write = plain) -> list[str]:
    """The fixed lines of a result: turnout against both denominators, the votes, the rule applied, the outcome."""
    return [turnout_line(result.turnout), *_vote_lines(result, write), *_verdict(result, write)]


def result_card(poll: Poll, result: Result) -> discord.Embed:
    """The result as it is posted."""
    title = say("poll.result-title", question=plain(poll.question))
    lines = [turnout_line(result.turnout), *_vote_lines(result, plain)]
    last = [*_verdict(result, plain), "", say("poll.guard")]
    return card(title, *lines, last=last, footer=mark(poll, "result"))


def chart(poll: Poll, result: Result) -> ResultChart:
    """The result as a picture, with the same words."""
    bars = [Bar(option, votes, _share(result, number)) for number, option, votes in _rows(result)]
    lines = (turnout_line(result.turnout), *_verdict(result, str))
    return ResultChart(title=poll.question, lines=lines, bars=tuple(bars), footer=say("poll.guard"))


def alt_text(poll: Poll, result: Result) -> str:
    """The picture in words, for who cannot see it."""
    text = " ".join([say("poll.alt", question=poll.question), *result_lines(result, str)])
    return text if len(text) <= LONGEST_ALT else text[: LONGEST_ALT - 1] + "…"


def _rows(result: Result) -> list[tuple[int, str, int]]:
    numbered = enumerate(zip(result.options, result.votes, strict=True), 1)
    return [(number, option, votes) for number, (option, votes) in numbered]


def _share(result: Result, number: int) -> str:
    """An option's votes, and its share of everybody who voted."""
    votes, share = result.votes[number - 1], result.share(number)
    return str(votes) if share is None else say("poll.votes-and-share", votes=votes, share=str(share))


def _vote_lines(result: Result, write: Write) -> list[str]:
    if result.motion:
        return [_motion_line(result)]
    lines = [say("poll.result-option", option=write(option), votes=_share(result, n)) for n, option, _ in _rows(result)]
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]


def _motion_line(result: Result) -> str:
    sides = {stance.value: _share(result, number) for number, stance in enumerate(result.stances, 1)}
    return say(
        "poll.result-motion", **{"for": sides["for"], "against": sides["against"], "abstain": sides.get("abstain", "0")}
    )


def _verdict(result: Result, write: Write) -> list[str]:
    return [_rule_applied(result), _quorum_line(result), _outcome_line(result, write)]


def _rule_applied(result: Result) -> str:
    threshold = result.rule.threshold
    base = ("motion" if result.motion else "choice") + ("-all" if result.rule.count_abstentions else "")
    votes = result.votes[result.stances.index(Stance.FOR)] if result.motion else result.leading_votes
    return say(
        f"poll.applied-{base}",
        threshold=say("threshold.words", **threshold.values),
        votes=votes,
        base=result.base,
        share=share_against(votes, result.base, threshold.fraction) or "",
        met="yes" if result.threshold_met else "no",
    )


def _quorum_line(result: Result) -> str:
    if not result.rule.quorum.number:
        return say("poll.applied-no-quorum")
    if result.quorum_needed is None:
        return say("poll.applied-quorum-unknown", number=result.rule.quorum.number)
    met = "unknown" if result.quorum_met is None else "yes" if result.quorum_met else "no"
    return say("poll.applied-quorum", needed=result.quorum_needed, voted=result.turnout.voted, met=met)


def _outcome_line(result: Result, write: Write) -> str:
    leaders = [write(result.options[number - 1]) for number in result.leaders]
    form = "_motion" if result.outcome is Outcome.TIE and result.motion else ""
    return say(f"poll.outcome-{result.outcome}{form}", option=say("poll.list-and").join(leaders))


def link(poll: Poll) -> str:
    """Where the poll is: its public post, or its channel where there is no such post."""
    place = f"https://discord.com/channels/{poll.guild_id}/{poll.channel_id}"
    return place if poll.message_id is None or poll.message_lost else f"{place}/{poll.message_id}"
