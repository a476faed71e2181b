"""`/feedback`: reports that reach the organisers without a name, and answers that reach who sent them.

Here are the commands; what they show is in the files beside this one:

- how a report is named everywhere: `_words`
- the desk's post about a report: `_cards` (and its buttons), `_desk_posts`
- what happens at 08:00, 13:00 and 18:00, weekly and twice a week: `_rounds`
- whether somebody is an organiser at this moment: `_organisers`
- sending one: `_sending` has the doors, the form, the draft and the code, `_sending_cards` what they look like,
  `_kept_reports` what is written so far; `_posts` is the post with the way there
- coming back with the code, letters with answers, and what the night erases: `_reading`, `_reading_cards`
- what organisers do with one: `_desk`, and `_desk_cards` for what it looks like
- closing the doors for a while: `_pause`
- numbers of a month, given and taken back: `_workload`
- a year in numbers: `_figures` has the buttons, `_figure_cards` the card and the tables, `_figure_charts` the heat
  maps, `_evidence` the page for the employer, `_figure_words` how a number is written in all of them
"""

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.actions.limits import Senders
from bot.ids import Power
from bot.rules import sending
from bot.ui import Interaction
from cogs.feedback._desk import AtDesk
from cogs.feedback._desk_posts import DeskPosts
from cogs.feedback._figures import FigureScreens
from cogs.feedback._pause import Pausing
from cogs.feedback._posts import Posts
from cogs.feedback._reading import ReadingScreens
from cogs.feedback._rounds import Rounds
from cogs.feedback._sending import SendingScreens
from cogs.feedback._workload import WorkloadScreens

if TYPE_CHECKING:
    from bot.app import App

FOR_EVERYONE, FOR_ORGANISERS, FOR_OFFICERS = (
    {"power": power} for power in (Power.MEMBER, Power.ORGANISER, Power.OFFICER)
)


def setup(app: "App") -> None:
    """Add `/feedback`, its buttons and its jobs."""
    app.tree.add_command(FeedbackCommands(app))


@app_commands.guild_only()
class FeedbackCommands(app_commands.Group, name="feedback", description="Tell the organisers, without your name"):
    """For everyone to report and to read the answer; for organisers to work on what is reported."""

    def __init__(self, app: "App") -> None:
        super().__init__()
        self._app = app
        senders = Senders(app.desk.now, sending.A_DAY)  # one for all who send: replies count with reports
        self._sending = SendingScreens(app, senders)
        self._reading = ReadingScreens(app, senders)
        self._at_desk = AtDesk(app, senders)
        self._posts = Posts(app)
        self._pausing = Pausing(app)
        self._workload = WorkloadScreens(app)
        self._figures = FigureScreens(app)
        DeskPosts(app)
        Rounds(app)

    @app_commands.command(extras=FOR_EVERYONE)
    async def send(self, interaction: Interaction) -> None:
        """Tell the organisers something, without your name or in confidence (members)"""
        await self._sending.begin(interaction)

    @app_commands.command(extras=FOR_EVERYONE)
    async def read(self, interaction: Interaction) -> None:
        """Read the answer to what you reported, and reply, with your code (members)"""
        await self._reading.begin(interaction)

    @app_commands.command(extras=FOR_EVERYONE)
    async def withdraw(self, interaction: Interaction) -> None:
        """Withdraw what you reported, with your code: the text is erased (members)"""
        await self._reading.begin_withdrawing(interaction)

    @app_commands.command(extras=FOR_EVERYONE)
    async def workload(self, interaction: Interaction) -> None:
        """Give five numbers about your work this month, without your name (members)"""
        await self._workload.begin(interaction)

    @app_commands.command(extras=FOR_ORGANISERS)
    async def desk(self, interaction: Interaction) -> None:
        """List what was reported, the longest waiting first, and open it (organisers)"""
        await self._at_desk.show(interaction)

    @app_commands.command(extras=FOR_OFFICERS)
    @app_commands.describe(channel="Where it is to stand; here, if you choose none")
    async def post(self, interaction: Interaction, channel: discord.TextChannel | None = None) -> None:
        """Post the way to the organisers in a channel, with buttons, after a look at it (officers)"""
        await self._posts.preview(interaction, channel)

    @app_commands.command(extras=FOR_ORGANISERS)
    async def figures(self, interaction: Interaction) -> None:
        """Show reports and workload in numbers, with a page for the employer (organisers)"""
        await self._figures.show(interaction)

    @app_commands.command(extras=FOR_OFFICERS)
    async def pause(self, interaction: Interaction) -> None:
        """Close the doors for reports for a while, two officers together, or open them again (officers)"""
        await self._pausing.show(interaction)
