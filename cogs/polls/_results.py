"""The result of a poll in words, in both denominators and by the rule that was announced, and as a picture."""

from collections.abc import Callable, Sequence

import discord

from bot.i18n import say
from bot.render.charts import Bar, ResultChart
from bot.rules.numbers import Quorum, share_against
from bot.rules.polls import Outcome, Poll, Result, Stance
from bot.ui import plain
from cogs._widgets import card
from cogs.polls._cards import mark, origin, turnout_line

Write = Callable[[str], str]  # `plain` where Discord's markdown is read, `str` where it is not
LONGEST_ALT = 1024
WITH_VIEWS = (Outcome.MEETING_INQUORATE, Outcome.INQUORATE, Outcome.NO_MAJORITY)  # which are withheld of a few
MOST_NAMED = 5  # in a tie: twenty-five long options would push the turnout out of the post


def result_lines(result: Result, write: Write = plain) -> list[str]:
    """The fixed lines of a result: turnout against both denominators, the votes, the rule applied, the outcome.

    Where under five voted secretly, the turnout and the outcome are all there is to say.
    """
    return [turnout_line(result.turnout), *_vote_lines(result, write), *_verdict(result, write)]


def result_card(poll: Poll, result: Result, proof: Sequence[str] = ()) -> discord.Embed:
    """The result as it is posted."""
    title = say("poll.result-title", question=plain(poll.question))
    lines = [turnout_line(result.turnout), *_vote_lines(result, plain)]
    last = [*origin(poll), *_verdict(result, plain), *proof, "", say("poll.guard")]
    return card(title, *lines, last=last, footer=mark(poll, "result"))


def chart(poll: Poll, result: Result) -> ResultChart:
    """The result as a picture, with the same words."""
    bars = [Bar(option, votes, _share(result, number)) for number, option, votes in _rows(result)]
    lines = (turnout_line(result.turnout), *_verdict(result, str))
    return ResultChart(title=poll.question, lines=lines, bars=tuple(bars), footer=say("poll.guard"))


def alt_text(poll: Poll, result: Result) -> str:
    """The picture in words, for who cannot see it."""
    return fitted(" ".join([say("poll.alt", question=poll.question), *result_lines(result, str)]))


def fitted(text: str) -> str:
    """As much of it as Discord takes for a picture's words."""
    return text if len(text) <= LONGEST_ALT else text[: LONGEST_ALT - 1] + "…"


def quorum_line(quorum: Quorum, needed: int | None, met: bool | None, voted: int) -> str:
    """Whether enough voted."""
    if not quorum.number:
        return say("poll.applied-no-quorum")
    if needed is None:
        return say("poll.applied-quorum-unknown", number=quorum.number)
    known = "unknown" if met is None else "yes" if met else "no"
    return say("poll.applied-quorum", needed=needed, voted=voted, met=known)


def _rows(result: Result) -> list[tuple[int, str, int]]:
    numbered = enumerate(zip(result.options, result.votes, strict=True), 1)
    return [(number, option, votes) for number, (option, votes) in numbered]


def _share(result: Result, number: int) -> str:
    """An option's votes, and its share of everybody who voted."""
    votes, share = result.votes[number - 1], result.share(number)
    return str(votes) if share is None else say("poll.votes-and-share", votes=votes, share=str(share))


def _vote_lines(result: Result, write: Write) -> list[str]:
    if result.withheld:
        return [say("poll.result-withheld")]
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
    quorum = quorum_line(result.rule.quorum, result.quorum_needed, result.quorum_met, result.voted)
    rule = [] if result.withheld else [_rule_applied(result)]
    return [*rule, quorum, _outcome_line(result, write)]


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


def _outcome_line(result: Result, write: Write) -> str:
    number, votes = len(result.leaders), result.leading_votes
    if result.outcome is Outcome.TIE and number > MOST_NAMED:
        return say("poll.outcome-tie_many", number=number, votes=votes)
    leaders = [write(result.options[number - 1]) for number in result.leaders]
    return say(f"poll.outcome-{result.outcome}{_form(result)}", option=say("poll.list-and").join(leaders))


def _form(result: Result) -> str:
    """The end of the key where an outcome is said in another way."""
    if result.outcome is Outcome.TIE and result.motion:
        return "_motion"
    return "_few" if result.withheld and result.outcome in WITH_VIEWS else ""
