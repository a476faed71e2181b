"""Discord on loopback: REST and gateway on one port, with people who act and see as people do.

It imports neither `discord` nor any other part of the bot, and is written from Discord's published description.
"""

from bot.standin.channels import Channel, Role
from bot.standin.events import ScheduledEvent
from bot.standin.faults import Faults
from bot.standin.guilds import Guild
from bot.standin.interactions import Interaction, Patience
from bot.standin.limits import Limits
from bot.standin.messages import Message, Pinged
from bot.standin.people import Member
from bot.standin.reading import Button, File, Select
from bot.standin.records import Line, Request
from bot.standin.replies import CannotDo, Reply
from bot.standin.server import Discord

__all__ = [
    "Button",
    "CannotDo",
    "Channel",
    "Discord",
    "Faults",
    "File",
    "Guild",
    "Interaction",
    "Limits",
    "Line",
    "Member",
    "Message",
    "Patience",
    "Pinged",
    "Reply",
    "Request",
    "Role",
    "ScheduledEvent",
    "Select",
]
