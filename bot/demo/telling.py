"""A conversation as a person can read it on any terminal: who said what, who sees it, which buttons are there.

Colour is for terminals only, and says nothing that the words do not.
"""

import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.demo.spans import Reader
from bot.standin.messages import Message
from bot.standin.people import Member
from bot.standin.reading import Button, File, Select, part, parts
from bot.standin.replies import Reply

ROOMY = 60
SAID, QUOTED = 6, 8


class Teller:
    """Prints what happens as it happens."""

    def __init__(self, reader: Reader) -> None:
        if reconfigure := getattr(sys.stdout, "reconfigure", None):
            reconfigure(errors="replace")  # a terminal that cannot show a character shows a question mark
        self._console = Console(markup=False, highlight=False, emoji=False)
        self._reader = reader
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
        self._line(Text.assemble((f"{self._reader.time} ", "dim"), (who.name, "bold cyan"), f" {what}"))

    def fills_in(self, who: Member, form: Reply, **values: str) -> None:
        """Somebody typed into a form."""
        title = (form.modal or {}).get("title", "")
        self._line(Text.assemble((who.name, "bold cyan"), f" fills in the form “{title}”:"), SAID)
        for name, value in values.items():
            self._line(Text(f"{name.replace('_', ' ').capitalize()}: {value}"), QUOTED)

    def answers(self, who: Member, reply: Reply, *, below: str = "") -> None:
        """Steward answered somebody; `below` sums up an embed that is told elsewhere."""
        is_private = reply.is_private or (reply.message is not None and reply.message.channel.guild is None)
        seen_by = (f"to {who.name} only", "yellow") if is_private else ("to everyone", "green")
        self._line(Text.assemble(("Steward", "bold green"), " ", seen_by, ":"), SAID)
        self._quote(reply.content)
        if below:
            self._line(Text(f"(Below it: {below}.)", "italic"), QUOTED)
        else:
            self._embeds(reply.embeds)
        self._controls(reply.buttons, reply.selects)
        self._files(reply.files)

    def posts(self, message: Message, *, to: str = "everyone", then: str = "", in_words: bool = True) -> None:
        """Steward said something by itself; `then` sums up what follows the title. Pictures in words, or by name."""
        where = (f"in #{message.channel.name}, for {to}", "green")
        self._line(Text.assemble((f"{self._reader.time} ", "dim"), ("Steward", "bold green"), " ", where, ":"))
        self._quote(message.content)
        if then:
            self._quote(message.embeds[0]["title"], "bold")
            self._line(Text(f"(Then {then}.)", "italic"), QUOTED)
        else:
            self._embeds(message.embeds)
        self._controls(message.buttons, message.selects)
        self._files(message.files, in_words=in_words)

    def writes(self, who: Member, message: Message) -> None:
        """Steward wrote to somebody privately, unasked."""
        where = (f"to {who.name}, in a private message", "yellow")
        self._line(Text.assemble((f"{self._reader.time} ", "dim"), ("Steward", "bold green"), " ", where, ":"))
        self._quote(message.content)
        self._embeds(message.embeds)
        self._controls(message.buttons, message.selects)
        self._files(message.files)

    def changes(self, message: Message, line: str) -> None:
        """One line of a post, as it reads now."""
        said = (("Steward", "bold green"), " brings the post up to date:")
        self._line(Text.assemble((f"{self._reader.time} ", "dim"), *said))
        self._quote(next(each for each in message.text.splitlines() if each.startswith(line)))

    def _line(self, text: Text, indent: int = 0) -> None:
        # On a narrow window (a phone, a split screen) the words need the room more than the indent does.
        indent = indent if self._console.width >= ROOMY else indent // 4
        for line in text.wrap(self._console, self._console.width - indent):
            line.rstrip()
            self._console.print(Text(" " * indent) + line if line.plain else line)

    def _quote(self, text: str, style: str = "") -> None:
        for line in self._reader.lines(text):
            spans = ((span.text, "bold") if span.bold else span.text for span in line)
            self._line(Text.assemble(*spans, style=style), QUOTED)

    def _embeds(self, embeds: Sequence[dict[str, Any]]) -> None:
        for embed in embeds:
            self._quote(embed.get("title") or "", "bold")
            self._quote(embed.get("description") or "")
            self._quote(part(embed, "footer").get("text", ""), "dim")

    def _controls(self, buttons: Sequence[Button], selects: Sequence[Select]) -> None:
        for menu in selects:
            self._line(Text(f"Menu: {menu.placeholder}; {self._holds(menu)}"), QUOTED)
        for disabled, words in ((False, "Buttons: "), (True, "Buttons not in use now: ")):
            labels = [f"[{button.label}]".replace(" ", "\xa0") for button in buttons if button.disabled is disabled]
            if labels:
                self._line(Text.assemble(words, (" ".join(labels), "bold blue")), QUOTED)

    def _files(self, files: Sequence[File], *, in_words: bool = True) -> None:
        for file in files:
            words = f". For a screen reader it says: {file.description}" if file.description and in_words else ""
            self._line(Text(f"{'Picture' if file.description else 'File'}: {file.name}{words}"), QUOTED)

    def _holds(self, menu: Select) -> str:
        if menu.options:
            return "in it: " + ", ".join(label for label, _ in menu.options)
        chosen = (self._reader.name(int(each["id"])) for each in parts(menu.held, "default_values"))
        return "chosen: " + (", ".join(chosen) or "nothing")
