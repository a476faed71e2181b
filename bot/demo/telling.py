"""A conversation as a person can read it on any terminal: who said what, who sees it, which buttons are there.

Colour is for terminals only, and says nothing that the words do not.
"""

import re
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from bot.standin import Discord
from bot.standin.messages import Message
from bot.standin.people import Member
from bot.standin.reading import Button, Select, part, parts
from bot.standin.replies import Reply

ZONE = ZoneInfo("Europe/London")
ROOMY = 60
SAID, QUOTED = 6, 8
HOURS_FROM = 100  # so many minutes ahead are said in hours
MARKUP = re.compile(
    r"<t:(?P<instant>\d+)(?::(?P<style>\w))?>|<#(?P<channel>\d+)>|<@&(?P<role>\d+)>|<@!?(?P<user>\d+)>"
    r"|\[(?P<text>[^\]]+)\]\(https?://[^)]+\)|https://discord\.com/channels/\d+/(?P<link>\d+)(?:/\d+)?"
)


class Teller:
    """Prints what happens as it happens."""

    def __init__(self, now: Callable[[], datetime], discord: Discord) -> None:
        if reconfigure := getattr(sys.stdout, "reconfigure", None):
            reconfigure(errors="replace")  # a terminal that cannot show a character shows a question mark
        self._console = Console(markup=False, highlight=False, emoji=False)
        self._now, self._world = now, discord.world
        self._chapters = 0

    def chapter(self, title: str) -> None:
        """A new part begins."""
        self._chapters += 1
        self._console.print()
        self._line(Text(f"{self._chapters}. {title}", "bold"))
        self._console.print()

    def aside(self, text: str) -> None:
        """Something said to whoever is watching."""
        self._line(Text(text, "italic"))

    def end(self, *lines: str) -> None:
        """What there is to look at now; one line each, so that an address or a path can be copied."""
        self._console.print()
        for line in lines:
            self._console.print(line, soft_wrap=True)

    def does(self, who: Member, what: str) -> None:
        """Somebody did something."""
        self._line(Text.assemble((f"{self._time()} ", "dim"), (who.name, "bold cyan"), f" {what}"))

    def fills_in(self, who: Member, form: Reply, **values: str) -> None:
        """Somebody typed into a form."""
        title = (form.modal or {}).get("title", "")
        self._line(Text.assemble((who.name, "bold cyan"), f" fills in the form “{title}”:"), SAID)
        for name, value in values.items():
            self._line(Text(f"{name.capitalize()}: {value}"), QUOTED)

    def answers(self, who: Member, reply: Reply, *, below: str = "") -> None:
        """Steward answered somebody; `below` sums up an embed that is told elsewhere."""
        seen_by = (f"to {who.name} only", "yellow") if reply.is_private else ("to everyone", "green")
        self._line(Text.assemble(("Steward", "bold green"), " ", seen_by, ":"), SAID)
        self._quote(reply.content)
        if below:
            self._line(Text(f"(Below it: {below}.)", "italic"), QUOTED)
        else:
            self._embeds(reply.embeds)
        self._controls(reply.buttons, reply.selects)

    def posts(self, message: Message) -> None:
        """Steward said something by itself."""
        where = (f"in #{message.channel.name}, for everyone", "green")
        self._line(Text.assemble((f"{self._time()} ", "dim"), ("Steward", "bold green"), " ", where, ":"))
        self._quote(message.content)
        self._embeds(message.embeds)
        self._controls(message.buttons, message.selects)
        for file in message.files:
            self._line(Text(f"Picture: {file.name}. For a screen reader it says: {file.description}"), QUOTED)

    def changes(self, message: Message, line: str) -> None:
        """One line of a post, as it reads now."""
        said = (("Steward", "bold green"), " brings the post up to date:")
        self._line(Text.assemble((f"{self._time()} ", "dim"), *said))
        self._quote(next(each for each in message.text.splitlines() if each.startswith(line)))

    def _time(self) -> str:
        return f"{self._now().astimezone(ZONE):%H:%M}"

    def _line(self, text: Text, indent: int = 0) -> None:
        # On a narrow window (a phone, a split screen) the words need the room more than the indent does.
        indent = indent if self._console.width >= ROOMY else indent // 4
        for line in text.wrap(self._console, self._console.width - indent):
            line.rstrip()
            self._console.print(Text(" " * indent) + line if line.plain else line)

    def _quote(self, text: str, style: str = "") -> None:
        for line in text.splitlines():
            self._line(self._read(line, style), QUOTED)

    def _embeds(self, embeds: Sequence[dict[str, Any]]) -> None:
        for embed in embeds:
            self._quote(embed.get("title") or "", "bold")
            self._quote(embed.get("description") or "")
            self._quote(part(embed, "footer").get("text", ""), "dim")

    def _controls(self, buttons: Sequence[Button], selects: Sequence[Select]) -> None:
        for menu in selects:
            self._line(Text(f"Menu: {menu.placeholder}; chosen: {self._chosen(menu)}"), QUOTED)
        for disabled, words in ((False, "Buttons: "), (True, "Buttons not in use now: ")):
            labels = [f"[{button.label}]".replace(" ", "\xa0") for button in buttons if button.disabled is disabled]
            if labels:
                self._line(Text.assemble(words, (" ".join(labels), "bold blue")), QUOTED)

    def _chosen(self, menu: Select) -> str:
        return ", ".join(self._name(int(each["id"])) for each in parts(menu.held, "default_values")) or "nothing"

    def _read(self, line: str, style: str) -> Text:
        """Discord's markup as a reader sees it."""
        text = Text(style=style)
        for number, piece in enumerate(re.split(r"(?<!\\)\*\*", MARKUP.sub(self._replace, line))):
            text.append(re.sub(r"\\(\W)", r"\1", piece), "bold" if number % 2 else None)
        return text

    def _replace(self, found: re.Match[str]) -> str:
        if found["instant"]:
            return self._instant(datetime.fromtimestamp(int(found["instant"]), ZONE), found["style"] or "f")
        if found["link"]:
            return f"{self._name(int(found['link']))} (a link)"
        return found["text"] or self._name(int(found["channel"] or found["role"] or found["user"]))

    def _instant(self, at: datetime, style: str) -> str:
        if style == "R":
            minutes = round((at - self._now()).total_seconds() / 60)
            words = f"{abs(minutes)} minutes" if abs(minutes) < HOURS_FROM else f"{round(abs(minutes) / 60)} hours"
            return f"in {words}" if minutes >= 0 else f"{words} ago"
        weekday = f"{at:%A} " if style == "F" else ""
        return f"{weekday}{at.day} {at:%B %Y %H:%M}"

    def _name(self, number: int) -> str:
        if number in self._world.channels:
            return f"#{self._world.channels[number].name}"
        if number in self._world.users:
            return f"@{self._world.users[number].name}"
        roles = {role.id: role.name for guild in self._world.guilds.values() for role in guild.roles.values()}
        return f"@{roles.get(number, 'unknown').lstrip('@')}"
