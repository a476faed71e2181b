"""The forms in which a poll is written: each shows what was typed before, else the draft as one would type it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.i18n import say
from bot.rules.drafts import OPTION_LENGTH, QUESTION_LENGTH
from bot.rules.numbers import figure
from bot.rules.polls import Kind, Poll
from bot.rules.times import local
from bot.ui import Typed, choice_field, form, text_field

LONGEST_OPTIONS = 25 * (OPTION_LENGTH + 8)  # a bullet and a line's end each
LONGEST_TIME = 60
LONGEST_RULE = 30
YES, NO = "yes", "no"


def blank(kind: Kind, before: Typed, door: str) -> discord.ui.Modal:
    """A new poll: question, options, closing time; an election: what for, candidates, seats, closing time."""
    closes = _closes(before.get("closes", ""))
    if kind is Kind.RANKED:
        candidates = before.get("options", say("election.form-candidates-standard"))
        fields = [*_candidates(before.get("question", ""), candidates), _seats(before.get("seats", "1"))]
        return form(say("election.form-title"), door, *fields, closes)
    options = before.get("options", say("poll.form-options-standard"))
    fields = _words(before.get("question", ""), options)
    title = say("poll.form-title") if kind is Kind.OPEN else say("poll.form-title-secret")
    return form(title, door, *fields, closes)


def words(poll: Poll, before: Typed) -> discord.ui.Modal:
    """The question and the options, or the candidates."""
    question, options = before.get("question", poll.question), before.get("options", "\n".join(poll.options))
    if poll.kind is Kind.RANKED:
        return form(say("election.form-words-title"), f"poll:words:{poll.id}", *_candidates(question, options))
    return form(say("poll.form-words-title"), f"poll:words:{poll.id}", *_words(question, options))


def times(poll: Poll, zone: ZoneInfo, before: Typed) -> discord.ui.Modal:
    """When the poll opens and closes."""
    opens = text_field(
        "opens",
        say("poll.form-opens"),
        value=before.get("opens", "" if poll.opens_at is None else _as_typed(poll.opens_at, zone)),
        hint=say("poll.form-opens-hint"),
        help_=say("poll.form-opens-help"),
        most=LONGEST_TIME,
        required=False,
    )
    closes = _closes(before.get("closes", _as_typed(poll.closes_at, zone)))
    return form(say("poll.form-times-title"), f"poll:times:{poll.id}", opens, closes)


def rules(poll: Poll, before: Typed) -> discord.ui.Modal:
    """How many may be chosen, the quorum, the threshold, and whether abstentions count."""
    if poll.kind is Kind.RANKED:
        seats = _seats(before.get("seats", str(poll.seats)))
        quorum = _rule("quorum", before.get("quorum", _quorum(poll)), required=False)
        return form(say("poll.form-rules-title"), f"poll:rules:{poll.id}", seats, quorum)
    least, most = poll.min_choices, poll.max_choices
    now = {
        "choices": str(most) if least == most else f"{least}-{most}",
        "quorum": _quorum(poll),
        "threshold": _threshold(poll),
    }
    fields = [_rule(name, before.get(name, typed), required=name == "choices") for name, typed in now.items()]
    answers = {NO: say("poll.form-abstentions-no"), YES: say("poll.form-abstentions-yes")}
    counted = before.get("abstentions", YES if poll.count_abstentions else NO)
    abstentions = choice_field("abstentions", say("poll.form-abstentions"), answers, counted)
    return form(say("poll.form-rules-title"), f"poll:rules:{poll.id}", *fields, abstentions)


def shown(poll: Poll, before: Typed) -> discord.ui.Modal:
    """When the numbers are shown, and whether it is shown who chose what."""
    live = choice_field(
        "live",
        say("poll.form-live"),
        {NO: say("poll.shown-at-close"), YES: say("poll.shown-live")},
        before.get("live", YES if poll.live else NO),
    )
    named = choice_field(
        "named",
        say("poll.form-named"),
        {NO: say("poll.form-unnamed"), YES: say("poll.form-names")},
        before.get("named", YES if poll.named else NO),
    )
    return form(say("poll.form-shown-title"), f"poll:shown:{poll.id}", live, named)


def _candidates(question: str, candidates: str) -> list[discord.ui.Label[Any]]:
    hint, help_ = say("election.form-question-hint"), say("election.form-candidates-help")
    return [
        text_field("question", say("election.form-question"), value=question, hint=hint, most=QUESTION_LENGTH),
        text_field(
            "options",
            say("election.form-candidates"),
            value=candidates,
            help_=help_,
            most=LONGEST_OPTIONS,
            long=True,
        ),
    ]


def _seats(typed: str) -> discord.ui.Label[Any]:
    return text_field("seats", say("election.form-seats"), value=typed, most=LONGEST_RULE)


def _words(question: str, options: str) -> list[discord.ui.Label[Any]]:
    hint, help_ = say("poll.form-question-hint"), say("poll.form-options-help")
    return [
        text_field("question", say("poll.form-question"), value=question, hint=hint, most=QUESTION_LENGTH),
        text_field("options", say("poll.form-options"), value=options, help_=help_, most=LONGEST_OPTIONS, long=True),
    ]


def _closes(value: str) -> discord.ui.Label[Any]:
    hint, help_ = say("poll.form-closes-hint"), say("poll.form-time-help")
    return text_field("closes", say("poll.form-closes"), value=value, hint=hint, help_=help_, most=LONGEST_TIME)


def _rule(name: str, value: str, *, required: bool) -> discord.ui.Label[Any]:
    label, help_ = say(f"poll.form-{name}"), say(f"poll.form-{name}-help")
    return text_field(name, label, value=value, help_=help_, most=LONGEST_RULE, required=required)


def _as_typed(instant: datetime, zone: ZoneInfo) -> str:
    at = local(instant, zone)
    return f"{at.day} {at:%b %Y %H:%M}"


def _quorum(poll: Poll) -> str:
    if not poll.quorum.number:
        return ""
    return f"{poll.quorum.number}%" if poll.quorum.unit == "percent" else str(poll.quorum.number)


def _threshold(poll: Poll) -> str:
    share = figure(poll.threshold.fraction)
    names = {"more_than_half": "simple", "two_thirds": "two thirds", "more_than": f"more than {share}"}
    return names.get(poll.threshold.name, share)
