"""The desk's post about a report, and the buttons with which organisers work on it. What was written is not in it."""

from typing import Any

import discord

from bot.i18n import say
from bot.rules.reports import Door, Report, Status
from bot.ui import button, rows
from cogs._widgets import card
from cogs.feedback import _words as words

PRIMARY = discord.ButtonStyle.primary
Buttons = list[discord.ui.Button[Any]]


def post(report: Report) -> dict[str, Any]:
    """The post, as it is sent and as it is brought up to date."""
    lines = [say("desk_post.status-line", status=words.status(report.status)), *_on_its_way(report)]
    embed = card(words.line(report), *lines, footer=mark(report))
    return {"embed": embed, "view": rows() if report.status is Status.WITHDRAWN else rows(*buttons(report))}


def mark(report: Report) -> str:
    """By what the post is known again."""
    return say("desk_post.mark", number=report.number)


def buttons(report: Report) -> tuple[Buttons, Buttons]:
    """What an organiser can do with it: two rows."""

    def one(act: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> discord.ui.Button[Any]:
        return button(say(f"desk_post.{act}"), f"feedback:{act}:{report.number}", style)

    who = [one("who")] if report.door is Door.CONFIDENTIAL else []
    return (
        [one("open", PRIMARY), one("answer"), one("status"), one("note"), one("pass")],
        [one("close"), one("mute"), *who],
    )


def holder(report: Report) -> str:
    """Who holds it."""
    if report.holder_id is None:
        return say("desk_post.held_by_nobody")
    return say("desk_post.held_by", who=f"<@{report.holder_id}>")


def _on_its_way(report: Report) -> list[str]:
    if report.status.is_closed:
        return []
    return [holder(report), *([say("desk_post.reply_waits")] if report.reply_waits else [])]
