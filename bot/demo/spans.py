"""Discord's markup as a reader sees it: names for mentions, times for timestamps, and what is bold, a link or code."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.standin import Discord

ZONE = ZoneInfo("Europe/London")
HOURS_FROM, DAYS_FROM = 100, 48 * 60  # so many minutes ahead are said in hours, in days
FENCE = "```"
MARKUP = re.compile(
    r"(?P<bold>\*\*)|(?P<slant>__|\*)|`(?P<code>[^`]+)`|\\(?P<escaped>[\W_])"
    r"|<t:(?P<instant>\d+)(?::(?P<style>\w))?>|<#(?P<channel>\d+)>|<@&(?P<role>\d+)>|<@!?(?P<user>\d+)>"
    r"|\[(?P<text>(?:\\.|[^\]\\])+)\]\(https?://[^)]+\)|https://discord\.com/channels/\d+/(?P<link>\d+)(?:/\d+)?"
)


class Look(StrEnum):
    """How Discord sets a piece of text apart."""

    PLAIN = "plain"
    MENTION = "mention"
    TIME = "time"
    LINK = "link"
    CODE = "code"


@dataclass(frozen=True)
class Span:
    """A piece of a line that looks the same throughout."""

    text: str
    bold: bool = False
    look: Look = Look.PLAIN


class Reader:
    """Reads what Discord would show at this moment in this server."""

    def __init__(self, now: Callable[[], datetime], discord: Discord) -> None:
        self._now, self._world = now, discord.world

    @property
    def time(self) -> str:
        """What the clock on the wall says."""
        return f"{self._now().astimezone(ZONE):%H:%M}"

    def lines(self, text: str) -> Iterator[list[Span]]:
        """Each line in pieces; what stands between fences is code."""
        fenced = False
        for line in text.splitlines():
            if line == FENCE:
                fenced = not fenced
            else:
                yield [Span(line, look=Look.CODE)] if fenced else self._line(line)

    def name(self, number: int) -> str:
        """A channel, a person or a role, as it is mentioned."""
        if number in self._world.channels:
            return f"#{self._world.channels[number].name}"
        if number in self._world.users:
            return f"@{self._world.users[number].name}"
        roles = {role.id: role.name for guild in self._world.guilds.values() for role in guild.roles.values()}
        return f"@{roles.get(number, 'unknown').lstrip('@')}"

    def _line(self, line: str) -> list[Span]:
        spans: list[Span] = []
        bold, end = False, 0
        for found in MARKUP.finditer(line):
            spans.append(Span(line[end : found.start()], bold))
            end = found.end()
            if found["bold"]:
                bold = not bold
            elif not found["slant"]:  # slanted and underlined words read like any others
                text, look = self._read(found)
                spans.append(Span(text, bold, look))
        spans.append(Span(line[end:], bold))
        return [span for span in spans if span.text]

    def _read(self, found: re.Match[str]) -> tuple[str, Look]:
        if found["escaped"] or found["code"]:
            return (found["escaped"], Look.PLAIN) if found["escaped"] else (found["code"], Look.CODE)
        if found["instant"]:
            return self._instant(datetime.fromtimestamp(int(found["instant"]), ZONE), found["style"] or "f"), Look.TIME
        if found["text"]:
            return re.sub(r"\\([\W_])", r"\1", found["text"]), Look.LINK
        if found["link"]:
            return f"{self.name(int(found['link']))} (a link)", Look.LINK
        return self.name(int(found["channel"] or found["role"] or found["user"])), Look.MENTION

    def _instant(self, at: datetime, style: str) -> str:
        if style == "R":
            minutes = round((at - self._now()).total_seconds() / 60)
            if not minutes:
                return "a few seconds ago"
            return f"in {_long(minutes)}" if minutes > 0 else f"{_long(-minutes)} ago"
        weekday = f"{at:%A} " if style == "F" else ""
        day, time = f"{weekday}{at.day} {at:%B %Y}", f"{at:%H:%M}"
        return {"t": time, "D": day}.get(style, f"{day} {time}")


def _long(minutes: int) -> str:
    if minutes < HOURS_FROM:
        return f"{minutes} minutes"
    return f"{round(minutes / 60)} hours" if minutes < DAYS_FROM else f"{round(minutes / 60 / 24)} days"
