"""Being written to: members choose what about, or have it all in the channel only."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import discord

from bot.actions import following
from bot.errors import NotFound
from bot.i18n import say
from bot.rules.following import Topic
from bot.ui import Interaction, button, rows
from cogs._widgets import asker, chosen, turn

if TYPE_CHECKING:
    from bot.app import App


class Following:
    """The screen of `/campaign follow`, which a button under each update opens as well."""

    def __init__(self, app: "App") -> None:
        self._app = app
        app.doors.on("campaign:following", self.show)
        app.doors.on("campaign:follow", self._follow)
        app.doors.on("campaign:follow_all", self._follow_all)
        app.doors.on("campaign:follow_none", self._follow_none)

    async def show(self, interaction: Interaction) -> None:
        """What the asker is written to about, and how to change it."""
        who, _ = await asker(self._app, interaction)
        await turn(interaction, **_screen(await following.topics(self._app.desk, who)))

    async def _follow(self, interaction: Interaction) -> None:
        try:
            topics = [Topic(value) for value in chosen(interaction)]
        except ValueError:
            raise NotFound("ui.unknown_button") from None
        await self._set(interaction, topics)

    async def _follow_all(self, interaction: Interaction) -> None:
        await self._set(interaction, Topic)

    async def _follow_none(self, interaction: Interaction) -> None:
        await self._set(interaction, ())

    async def _set(self, interaction: Interaction, topics: Collection[Topic]) -> None:
        who, _ = await asker(self._app, interaction)
        await following.follow(self._app.desk, who, topics)
        await turn(interaction, **_screen(frozenset(topics)))


def follow_button() -> discord.ui.Button[Any]:
    """Choose what to be written to about, from any post."""
    return button(say("letter.follow"), "campaign:following")


def _screen(topics: frozenset[Topic]) -> dict[str, Any]:
    followed = [f"- {say('letter.topic', topic=topic.value)}" for topic in Topic if topic in topics]
    state = [say("letter.following"), *followed, "", say("letter.if_none")] if topics else [say("letter.channel_only")]
    text = [*state, "", say("letter.how", line=say("letter.first_line"))]
    options = [
        discord.SelectOption(label=say("letter.topic", topic=topic.value), value=topic.value, default=topic in topics)
        for topic in Topic
    ]
    menu = discord.ui.Select[Any](
        custom_id="campaign:follow",
        placeholder=say("letter.choose"),
        options=options,
        min_values=0,
        max_values=len(options),
        required=False,  # else Discord wants at least one
    )
    every = button(say("letter.follow_all"), "campaign:follow_all", disabled=len(topics) == len(Topic))
    none = button(say("letter.follow_none"), "campaign:follow_none", disabled=not topics)
    return {"text": "\n".join(text), "view": rows([menu], [every, none])}
