"""What a campaign's dates look like: on the board, in a reminder and a letter, and as reps keep them."""

from collections.abc import Collection, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import discord

from bot.actions import date_reminders
from bot.actions.boards import Board
from bot.actions.campaign_dates import Dates, Named, Plan
from bot.actions.campaigns import Standing
from bot.actions.date_reminders import Reminder
from bot.i18n import day_in_full, in_full, say
from bot.render.markup import plain
from bot.rules import campaign_dates as rules
from bot.rules import date_reminding
from bot.rules.branches import Branch
from bot.rules.campaign_dates import NOTE_LENGTH, CampaignDate, Kind
from bot.rules.campaigns import Campaign, Nation, Status
from bot.rules.date_reminding import over_at
from bot.rules.law import Subject
from bot.scheduler import Job
from bot.ui import Typed, button, choice_field, form, menu, rows, stamp, text_field
from cogs._widgets import card, on_page, page, pages, turns
from cogs.campaigns import _cards as cards
from cogs.campaigns import _law

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app import App

ON_BOARD = 6
ON_A_PAGE = 15
LONGEST_DAY = 60
NOTHING = "0"
ISO_DAY, CLOCK = "%Y%m%d", "%H%M"
# The figures by which each day that follows from another was computed.
COMPUTED_BY = {
    Kind.REPLACEMENT_BY: Subject.POST_USUAL,
    Kind.POST_BY: Subject.POST_SAFE,
    Kind.MANDATE_EXPIRES: Subject.MANDATE,
    Kind.ACTION_DAY: Subject.ACTION_NOTICE,
}


# Lists


def board(found: Board, now: "datetime") -> Sequence[str]:
    """The next dates of a campaign under way, and how many come after them."""
    campaign = found.campaign
    coming = date_reminding.to_come(found.dates, campaign.nation, found.branch.zone, now)
    if campaign.status is Status.CLOSED or not coming:
        return []
    more = len(coming) - ON_BOARD
    return [
        say("campaign_date.next"),
        *_lines(coming[:ON_BOARD], found.dates, campaign.nation, found.branch.zone),
        *([say("campaign_date.more", number=more)] if more > 0 else []),
    ]


def reminder(found: Reminder) -> Sequence[str]:
    """The dates that are near, and the way to everything else."""
    campaign, zone = found.standing.campaign, found.standing.branch.zone
    return [
        say("campaign_date.soon"),
        *_lines(found.near, found.every, campaign.nation, zone),
        "",
        say("campaign_date.board", link=cards.link(campaign)),
    ]


async def letter(app: "App", job: Job, standing: Standing) -> Sequence[str] | None:
    """What followers of the dates read: those that are near when it is written; None once there is none."""
    found = await date_reminders.near(app.desk, job.guild_id, standing.campaign.id)
    return reminder(found) if found is not None else None


def line(each: CampaignDate, every: Collection[CampaignDate], nation: Nation, zone: ZoneInfo) -> str:
    """One date: what happens, when, how long that is, and of a day of action when notice of it was given."""
    values: dict[str, Any] = {"when": _when(each, zone), "ago": stamp(over_at(each, zone), "R")}
    if each.kind is not Kind.ACTION_DAY:
        return say(f"campaign_date.line-{each.kind}", **values)
    given_on = rules.notice_of(each, every, nation)
    if given_on is None:
        return say("campaign_date.line-action_day_unnoticed", when=values["when"])
    return say("campaign_date.line-action_day", **values, notice_on=given_on)


def _lines(
    shown: Sequence[CampaignDate], every: Collection[CampaignDate], nation: Nation, zone: ZoneInfo
) -> Sequence[str]:
    return [text for each in shown for text in (line(each, every, nation, zone), *_note(each))]


def _note(each: CampaignDate) -> Sequence[str]:
    return [say("campaign_date.note", note=plain(each.note))] if each.note else []


def _when(each: CampaignDate, zone: ZoneInfo) -> str:
    return day_in_full(each.falls_on) if each.at is None else in_full(over_at(each, zone), zone)


# As reps keep them


def listing(found: Dates, number: int) -> dict[str, Any]:
    """All dates of a campaign, a page of them with the ways to change one and to add another."""
    campaign = found.campaign
    entries = ["\n".join(_lines([each], found.every, campaign.nation, found.branch.zone)) for each in found.every]
    every = pages(entries or [say("campaign_date.none")], ON_A_PAGE)
    number = min(number, len(every) - 1)
    here = f"campaign:dates:{campaign.id}"
    shown = on_page(found.every, every, number) if found.every else []
    add = button(say("campaign_date.add"), f"campaign:date_add:{campaign.id}", discord.ButtonStyle.primary)
    view = rows([*turns(every, number, here), add], *([[_menu(campaign, shown)]] if shown else []))
    return {**page("campaign_date.title", every, number, here), "view": view}


def one(found: Dates, each: CampaignDate) -> dict[str, Any]:
    """One date, and what can be done with it."""
    here = f"{found.campaign.id}:{named(each)}"
    back = button(say("campaign_date.back"), f"campaign:dates:{found.campaign.id}:0")
    buttons = [
        button(say("campaign_date.change"), f"campaign:date_change:{here}", discord.ButtonStyle.primary),
        button(say("campaign_date.remove"), f"campaign:date_remove:{here}", discord.ButtonStyle.danger),
    ]
    is_own = each.ballot_id is not None
    lines = [*_lines([each], found.every, found.campaign.nation, found.branch.zone)]
    if is_own:
        lines.append(say("campaign_date.of_ballot_mark"))
    return {"embed": card(plain(found.campaign.title), *lines), "view": rows([*([] if is_own else buttons), back])}


def preview(plan: Plan, branch: Branch) -> dict[str, Any]:
    """A date as members will read it, what follows from it and by which rules, and the button that puts it there.

    The note stands in the foot as it was typed: there the button finds it again, also after a restart.
    """
    campaign, new = plan.campaign, plan.new
    nation, zone = campaign.nation, branch.zone
    look = say("campaign_date.look", title=plain(campaign.title), button=say("campaign_date.put"))
    before = [] if plan.before is None else [line(plan.before, [*plan.every, plan.before], nation, zone)]
    lines = [
        *_lines([new], plan.every, nation, zone),
        *([_left(plan)] if plan.working_days else []),
        *[say("campaign_date.instead_of", before=each) for each in before],
        *[say(each.key, **dict(each.values)) for each in plan.remarks],
        *_follows(plan),
        *([say("campaign_date.typed")] if new.note else []),
    ]
    parts = f"{campaign.id}:{named(new)}:{clock(new.at)}:{named(plan.before)}"
    put = button(say("campaign_date.put"), f"campaign:date_put:{parts}", discord.ButtonStyle.success)
    fix = button(say("campaign_date.fix"), f"campaign:date_fix:{parts}")
    return {"text": look, "embed": card(plain(campaign.title), *lines, footer=new.note), "view": rows([put, fix])}


def _left(plan: Plan) -> str:
    return say("campaign_date.working_days", number=plan.working_days, nation=plan.campaign.nation.value)


def _follows(plan: Plan) -> Sequence[str]:
    """The days that follow from it, and every figure of the law that was used, or is not known."""
    new, nation = plan.new, plan.campaign.nation
    days = [say(f"campaign_date.follows-{kind}", on=day) for kind, day in plan.computed.items()]
    subjects = {COMPUTED_BY[kind]: new.falls_on for kind in plan.computed}
    if new.kind is Kind.BALLOT_CLOSES:
        subjects[Subject.MANDATE] = rules.opened_on(new, plan.every)
    if (given_on := rules.notice_of(new, plan.every, nation)) is not None and new.kind is Kind.ACTION_DAY:
        subjects[Subject.ACTION_NOTICE] = given_on
    why = [text for subject, on in subjects.items() for text in _law.lines(subject, nation, on)]
    return [*(["", say("campaign_date.follows"), *days] if days else []), *(["", *why] if why else [])]


def _menu(campaign: Campaign, shown: Sequence[CampaignDate]) -> discord.ui.Select[Any]:
    choices = {named(each): option(each.kind, each.falls_on) for each in shown}
    return menu(f"campaign:date_pick:{campaign.id}", say("campaign_date.pick"), choices)


def option(kind: Kind, on: date) -> str:
    """A date in a menu."""
    return say("campaign_date.option", day=rules.as_typed(on, None), what=say(f"campaign_date.form-kind-{kind}"))


# The form


def date_form(custom_id: str, before: Typed) -> discord.ui.Modal:
    """What happens, when, and what members are told beside it."""
    kinds = {kind.value: say(f"campaign_date.form-kind-{kind}") for kind in Kind}
    return form(
        say("campaign_date.form"),
        custom_id,
        choice_field("kind", say("campaign_date.form-kind"), kinds, before.get("kind", Kind.OFFER_EXPIRES)),
        text_field(
            "day",
            say("campaign_date.form-day"),
            value=before.get("day", ""),
            help_=say("campaign_date.form-day-help"),
            most=LONGEST_DAY,
        ),
        text_field(
            "note",
            say("campaign_date.form-note"),
            value=before.get("note", ""),
            hint=say("campaign_date.form-note-hint"),
            most=NOTE_LENGTH,
            required=False,
        ),
    )


def as_typed(each: CampaignDate) -> Typed:
    """A date as it would have been typed in the form."""
    return {"kind": each.kind.value, "day": rules.as_typed(each.falls_on, each.at), "note": each.note}


# As they stand in buttons


def named(each: CampaignDate | None) -> str:
    """What tells a date from another, in a button."""
    return f"{NOTHING}.{NOTHING}" if each is None else f"{each.kind}.{each.falls_on:{ISO_DAY}}"


def clock(at: time | None) -> str:
    """A time of day in a button; "0" for none."""
    return NOTHING if at is None else f"{at:{CLOCK}}"


def read_named(text: str) -> Named | None:
    """What stands there; raises ValueError for what we never wrote."""
    kind, _, day = text.partition(".")
    if kind == day == NOTHING:
        return None
    if len(day) != len("20261210") or not (day.isascii() and day.isdigit()):
        raise ValueError(text)
    return Kind(kind), date(int(day[:4]), int(day[4:6]), int(day[6:]))


def read_clock(text: str) -> time | None:
    """What stands there; raises ValueError for what we never wrote."""
    if text == NOTHING:
        return None
    if len(text) != len("1700") or not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return time(int(text[:2]), int(text[2:]))
