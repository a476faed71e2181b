"""The pictures of the guides, taken while the evening plays."""

from dataclasses import dataclass, field

from bot.demo import drawing, paper
from bot.demo.spans import Reader
from bot.standin.messages import Message
from bot.standin.replies import Reply


@dataclass
class Album:
    """Pictures by the name of the file to put each in."""

    reader: Reader
    pictures: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def take(self, name: str, shown: Message | Reply) -> None:
        """A message, as it is now."""
        message = shown.message if isinstance(shown, Reply) else shown
        if message is None:
            raise LookupError(f"there is nothing to see for {name}")
        self.pictures[f"{name}.png"] = drawing.message(message, self.reader).png()

    def take_form(self, name: str, form: Reply, typed: dict[str, str]) -> None:
        """A form, filled in."""
        if form.modal is None:
            raise LookupError(f"there is no form for {name}: {form.text}")
        self.pictures[f"{name}.png"] = drawing.form(form.modal, typed).png()

    def keep(self, name: str, picture: bytes) -> None:
        """A picture that Steward posted, no wider than the others."""
        self.pictures[f"{name}.png"] = drawing.reduced(picture)

    def take_page(self, name: str, file: bytes) -> None:
        """A page that Steward made for a printer."""
        self.pictures[f"{name}.png"] = drawing.printed(paper.read(file))
