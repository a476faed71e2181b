"""How an update looks: its post, its letter, and what a rep sees of it before and after."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import campaigns, updates
from bot.actions.campaign_letters import Tally
from bot.actions.updates import Standing
from bot.i18n import in_full, say
from bot.ids import UpdateId
from bot.render.markup import plain
from bot.rules.branches import Branch
from bot.rules.times import local
from bot.rules.updates import Status, Text, Update
from bot.scheduler import Job
from bot.ui import button, rows, stamp
from cogs._widgets import card, jump
from cogs.campaigns import _cards as cards
from cogs.campaigns._following import follow_button

if TYPE_CHECKING:
    from bot.app import App

LONGEST_NAME, LONGEST_LABEL = 100, 60


def update_id(job: Job) -> UpdateId:
    """The update that this job is about."""
    return UpdateId(int(str(job.payload["update"])))


def post(found: Standing, branch: Branch, now: datetime) -> dict[str, Any]:
    """The post in the campaign's channel: what stands, dated and signed, and the way to what stood before."""
    update = found.update
    ways = [follow_button()]
    if update.corrections:
        ways.insert(0, button(say("update.earlier"), f"campaign:earlier:{update.id}"))
    embed = card(plain(found.campaign.title), *_lines(update, branch, now), footer=mark(found))
    return {"content": cards.first_line(), "embed": embed, "view": rows(ways)}


def mark(found: Standing) -> str:
    """The footer of its post: the same once it is corrected, which may be before a first try has come through."""
    return f"{cards.mark(found.campaign, 'update')} · {found.update.id}"


async def letter(app: "App", job: Job, standing: campaigns.Standing) -> Sequence[str]:
    """What its followers read privately: the text that stands, however often it was corrected by now."""
    found = await updates.standing(app.desk, job.guild_id, update_id(job))
    way = [] if not found.update.has_post else ["", say("update.link", link=link(found))]
    return [*_lines(found.update, standing.branch, app.desk.now()), *way]


def link(found: Standing) -> str:
    """The way to its post, or to the campaign where that is gone."""
    update = found.update
    if not update.has_post or update.channel_id is None:
        return cards.link(found.campaign)
    return jump(found.campaign.guild_id, update.channel_id, update.message_id)


def preview(found: Standing, branch: Branch, now: datetime, channel: str) -> dict[str, Any]:
    """A draft as it will be posted, and what can be done with it."""
    number = found.update.id
    controls = rows(
        [button(say("update.change"), f"campaign:update_change:{number}")],
        [
            button(say("update.post_it"), f"campaign:update_post:{number}", discord.ButtonStyle.success),
            button(say("update.schedule"), f"campaign:update_time:{number}"),
            button(say("campaign.discard"), f"campaign:update_discard:{number}", discord.ButtonStyle.danger),
        ],
    )
    heading = say("update.preview", channel=channel, line=cards.first_line())
    return {"text": heading, "embed": post(found, branch, now)["embed"], "view": controls}


def screen(found: Standing, tally: Tally | None, a_minute: int, branch: Branch) -> dict[str, Any]:
    """An update for a rep: what it says, how far its letters have come, and what can still be done with it."""
    update = found.update
    embed = card(plain(found.campaign.title), *_lines(update, branch, update.posted_at or update.made_at))
    return {"text": "\n".join(_state(found, tally, a_minute, branch)), "embed": embed, "view": rows(_ways(update))}


def earlier(update: Update, branch: Branch) -> discord.Embed:
    """What it said before, the last text first."""
    lines: list[str] = []
    for text in reversed(update.texts[:-1]):
        replaced = update.texts[text.number]
        at = in_full(replaced.written_at, branch.zone)
        lines += [say("update.said_until", at=at, reason=plain(replaced.reason or "")), plain(text.text)]
        lines += [_signed(text, update, branch), ""]
    return card(say("update.earlier-title"), *lines)


def choices(found: Sequence[Update], branch: Branch, typed: str, most: int) -> Mapping[UpdateId, str]:
    """The updates whose words have this in them, by day and first words, up to so many."""
    wanted = typed.casefold().strip()
    named = {each.id: _name(each, branch) for each in found if wanted in each.text.text.casefold()}
    return dict(list(named.items())[:most])


def _name(update: Update, branch: Branch) -> str:
    at = update.posted_at or update.due_at or update.made_at
    on = local(at, branch.zone).date()
    words = " ".join(update.text.text.split())[:LONGEST_LABEL]
    kind = "scheduled" if update.status is Status.SCHEDULED else "posted"
    return say("update.name", kind=kind, on=on, words=words)[:LONGEST_NAME]


def _lines(update: Update, branch: Branch, now: datetime) -> Sequence[str]:
    on = local(update.posted_at or now, branch.zone).date()
    signed = say("update.signed", office=plain(update.text.office), on=on)
    return [plain(update.text.text), "", signed, *_corrected(update, branch)]


def _signed(text: Text, update: Update, branch: Branch) -> str:
    """As members read it: a text that waited for its time has the day on which it was posted."""
    read_at = max(text.written_at, update.posted_at or text.written_at)
    return say("update.signed", office=plain(text.office), on=local(read_at, branch.zone).date())


def _corrected(update: Update, branch: Branch) -> Sequence[str]:
    last = update.text
    if last.reason is None:
        return []
    return [say("update.corrected", on=local(last.written_at, branch.zone).date(), reason=plain(last.reason))]


def _state(found: Standing, tally: Tally | None, a_minute: int, branch: Branch) -> Sequence[str]:
    update = found.update
    if update.status is Status.SCHEDULED and update.due_at is not None:
        at = in_full(update.due_at, branch.zone)
        return [say("update.scheduled", at=at, yours=stamp(update.due_at), ago=stamp(update.due_at, "R"))]
    if update.status is Status.WITHDRAWN:
        return [say("update.withdrawn")]
    gone = [say("update.post_gone")] if update.message_lost else []
    return [say("update.posted", link=link(found)), *gone, *_progress(tally, a_minute)]


def _progress(tally: Tally | None, a_minute: int) -> Sequence[str]:
    """How many have had its letter, in numbers only."""
    if tally is None:
        return []
    if not (tally.sent or tally.refused or tally.to_come):
        return [say("letter.nobody")]
    lines = [say("letter.so_far", sent=tally.sent, refused=tally.refused)]
    if tally.problem is not None:
        return [*lines, say("letter.stuck", to_come=tally.to_come, problem=say(tally.problem))]
    if not tally.to_come:
        return [*lines, say("letter.all_written")]
    minutes = -(-tally.to_come // a_minute)
    ready = say("letter.to_come", to_come=tally.to_come, minutes=minutes)
    return [*lines, ready, *([say("letter.at_night", at=stamp(tally.not_before, "t"))] if tally.is_night else [])]


def _ways(update: Update) -> list[discord.ui.Button[Any]]:
    ways: list[discord.ui.Button[Any]] = []
    if update.status is Status.POSTED:
        ways.append(button(say("update.refresh"), f"campaign:update_look:{update.id}"))
        ways.append(button(say("update.correct"), f"campaign:update_correct:{update.id}"))
    if update.status is Status.SCHEDULED:
        ways.append(button(say("update.reopen"), f"campaign:update_reopen:{update.id}"))
        ways.append(button(say("update.withdraw"), f"campaign:update_withdraw:{update.id}", discord.ButtonStyle.danger))
    if update.corrections:
        ways.append(button(say("update.earlier"), f"campaign:earlier:{update.id}"))
    return ways
