"""What came back to a person who did something: a message, a modal, or nothing in time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.standin import reading
from bot.standin.errors import Json
from bot.standin.interactions import Interaction
from bot.standin.messages import Message
from bot.standin.reading import Button, File, Select

THINK, THINK_UPDATE = 5, 6


class CannotDo(AssertionError):
    """What a real client would not let this person do."""


@dataclass(frozen=True)
class Reply:
    """The answer as the person sees it now; a message that is edited later reads as edited."""

    interaction: Interaction

    @property
    def message(self) -> Message | None:
        """The message that answers: the reply, else the message updated in place, else the first follow-up."""
        asked = self.interaction
        if asked.answer_type == THINK_UPDATE and not asked.updated and asked.followups:
            return asked.followups[0]
        return asked.original

    @property
    def followups(self) -> list[Message]:
        """The messages that came after the answer."""
        return self.interaction.followups

    @property
    def failed(self) -> bool:
        """Whether the client shows "The application did not respond"."""
        return self.interaction.answer_type is None

    @property
    def is_modal(self) -> bool:
        """Whether the answer is a modal to fill in."""
        return self.interaction.modal is not None

    @property
    def is_private(self) -> bool:
        """Whether nobody else sees the answer."""
        message = self.message
        return self.is_modal or (message is not None and message.is_private)

    @property
    def is_thinking(self) -> bool:
        """Whether the bot still says that it is thinking."""
        message = self.message
        return message is not None and message.is_thinking

    @property
    def updated(self) -> bool:
        """Whether the message that was pressed was changed in place."""
        return self.interaction.updated

    @property
    def modal(self) -> Json | None:
        """The modal as the bot sent it."""
        return self.interaction.modal

    @property
    def text(self) -> str:
        """All the words of the answer, flattened for reading."""
        if self.failed:
            return "The application did not respond"
        if self.interaction.modal is not None:
            return reading.modal_text(self.interaction.modal)
        return self.message.text if self.message else ""

    @property
    def content(self) -> str:
        """The message's content alone."""
        return self.message.content if self.message else ""

    @property
    def preview(self) -> str:
        """What a phone's notification of the message shows."""
        return self.message.preview if self.message else ""

    @property
    def embeds(self) -> list[Json]:
        """The message's embeds."""
        return self.message.embeds if self.message else []

    @property
    def components(self) -> list[Json]:
        """The components of the message or the modal."""
        if self.interaction.modal is not None:
            return reading.parts(self.interaction.modal, "components")
        return self.message.components if self.message else []

    @property
    def buttons(self) -> list[Button]:
        """The buttons, in reading order."""
        return reading.buttons(self.components)

    @property
    def selects(self) -> list[Select]:
        """The menus, in reading order."""
        return reading.selects(self.components)

    @property
    def files(self) -> list[File]:
        """The files that came with it."""
        return self.message.files if self.message else []

    async def wait(self, within: float) -> Reply:
        """This reply once the first answer came, or its time was up, with what a deferral promised."""
        await _happens(self.interaction.answered, self.interaction.patience.first_answer)
        if self.interaction.answer_type in {THINK, THINK_UPDATE}:
            await _happens(self.interaction.settled, within)
        return self


async def _happens(event: asyncio.Event, within: float) -> None:
    if event.is_set():
        return
    try:
        async with asyncio.timeout(within):
            await event.wait()
    except TimeoutError:
        return
