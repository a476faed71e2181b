"""Reports as members send them: through the real doors, form and look at the draft."""

import re
from typing import Any

from bot.i18n import say
from bot.rules.reports import Door
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch

CODE = re.compile(r"```\n(\S+)\n```")
SEND, EDIT, DROP = say("sending.send"), say("sending.edit"), say("sending.drop")
TEXT = "Five caseloads are covered by one officer."


async def write(branch: Branch, member: Member, text: str = TEXT, *, door: Door | None = None, **fields: Any) -> Reply:
    """Write a report, up to the look at it before it is sent; the fields are the form's, and `not_to` organisers.

    With `opener`, an organiser, through the confidential door.
    """
    way = door or (Door.CONFIDENTIAL if "opener" in fields else Door.UNNAMED)
    doors = await member.slash("feedback send", in_channel=branch.lobby)
    form = await member.press(doors, say(f"sending.door-{way}"))
    not_to = fields.pop("not_to", ())
    draft = await member.submit(form, **{"category": "Workload", "text": text, **fields})
    return await member.select(draft, say("sending.not_to-choose"), list(not_to)) if not_to else draft


async def send(branch: Branch, member: Member, text: str = TEXT, **fields: Any) -> str:
    """Send a report through the real screens; its code. `urgent="safety"` skips the wait, which is carried out."""
    sent = await member.press(await write(branch, member, text, **fields), SEND)
    await branch.settle()
    return code_in(sent)


def code_in(shown: Message | Reply) -> str:
    """The code on the screen after a report was sent."""
    found = CODE.search(shown.text)
    assert found is not None, shown.text
    return found[1]


async def read(branch: Branch, member: Member, code: str) -> Reply:
    """Come back with a code, in the form that asks for it."""
    return await member.submit(await member.slash("feedback read", in_channel=branch.lobby), code=code)
