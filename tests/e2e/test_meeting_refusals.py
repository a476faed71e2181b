"""Whatever is pressed of a meeting by whom it is no business of: answered, and nothing is shown or changed."""

import re
from collections.abc import Iterator

from bot.actions import meetings
from bot.i18n import say
from bot.ids import GuildId
from bot.rules.meetings import Status
from bot.standin import Member, Message, Reply
from bot.ui import LARGEST_NUMBER
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, cancel, draft_meeting, meeting_id
from tests.e2e.neighbours import Neighbour

FAULT = say("ui.fault", reference="").rstrip(" .")[:30]
MANAGED = ("meeting", "minutes", "decision")
KEPT = (
    *("meetings", "meeting_answers", "meeting_counts", "meeting_checkins", "meeting_rooms", "meeting_followers"),
    *("meeting_minutes", "meeting_series", "meeting_skips", "decisions", "polls", "audit"),
)
# What stands in a custom id besides numbers of meetings, as Steward writes it.
WORDS = {
    "Answer": "coming",
    "is_on": "on",
    "str": "items",
    "minute": "29998980",
    "Which": "open",
    "fromisoformat": "2026-12-31",
}
TYPED = {"title": "Mine", "when": "in 3 weeks", "reason": "Because", "text": "Mine", "what": "Mine", "number": "7"}


def doors(branch: Branch, number: object) -> Iterator[tuple[str, bool]]:
    """Every custom id of meetings, with this number wherever one stands; and whether it is a form's."""
    for key, door in branch.app.doors._doors.items():  # pyright: ignore[reportPrivateUsage] - each, whatever comes
        if key.partition(":")[0] in MANAGED:
            parts = [WORDS.get(kind.__name__, str(number)) for kind in door.kinds]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType]
            yield ":".join([key, *parts]), door.build is not None


async def try_everything(branch: Branch, who: Member, shown: Message | Reply, number: object) -> list[Reply]:
    """Each button and menu, and each form sent, with this number."""
    replies: list[Reply] = []
    for custom_id, is_form in doors(branch, number):
        menu = {"component_type": 3, "values": [str(number)]} if custom_id.count(":") == 1 else {}
        replies.append(await who.raw_press(shown, custom_id=custom_id, **menu))
        if is_form:
            replies.append(
                await who.raw_submit(custom_id, TYPED, in_channel=branch.lobby if who.guild is branch.guild else None)
            )
    for reply in replies:
        assert not reply.failed
        assert reply.is_private
        assert FAULT not in reply.text, reply.text
    assert len(replies) > 50
    return replies


async def test_with_the_numbers_of_another_branch_nothing_is_shown_and_nothing_is_changed(branch: Branch) -> None:
    post = await announce(branch, "Zorbingly", "in 3 weeks", place="Zibeline Hall", agenda="Quagga")
    await branch.ann.press(post, say("meeting.answer-coming"))
    there = Neighbour(branch)
    panel = await there.una.slash("branch setup")
    await there.una.press(panel, say("branch.finish"))
    shown = await there.una.slash("meeting list")
    await branch.settle()
    before = await branch.rows(*KEPT)
    for reply in await try_everything(branch, there.una, shown, meeting_id(post)):
        assert not re.search("zorbingly|zibeline|quagga", f"{reply.text} {reply.modal}", re.IGNORECASE), reply.text
        assert not reply.files or b"Zorbingly" not in reply.files[0].data
    await branch.settle()
    after = await branch.rows(*KEPT)
    # What they made is their own branch's.
    assert [row for row in after["meetings"] if row[1] == branch.guild.id] == before["meetings"]
    assert {**after, "meetings": [], "audit": []} == {**before, "meetings": [], "audit": []}


async def test_of_drafts_of_somebody_else_and_numbers_that_never_were_nothing_is_known(branch: Branch) -> None:
    await draft_meeting(branch, "Zorbingly", place="Zibeline Hall")
    drafts = await meetings.list_(branch.desk, GuildId(branch.guild.id), (Status.DRAFT,))
    rita = branch.guild.member("rita", roles=[branch.reps, branch.members])
    shown = await rita.slash("meeting list")
    before = await branch.rows(*KEPT)
    for number in (drafts[0].id, LARGEST_NUMBER):
        for reply in await try_everything(branch, rita, shown, number):
            assert not re.search("zorbingly|zibeline", f"{reply.text} {reply.modal}", re.IGNORECASE), reply.text
    after = await branch.rows(*KEPT)
    mine = {row[0] for row in after["meetings"]} - {row[0] for row in before["meetings"]}
    assert [row for row in after["meetings"] if row[0] not in mine] == before["meetings"]
    assert after["meeting_minutes"] == after["decisions"] == after["meeting_answers"] == []


async def test_whatever_is_pressed_of_a_meeting_that_was_cancelled_or_is_over_has_an_answer(branch: Branch) -> None:
    cancelled = await announce(branch, "Called off")
    await cancel(branch, "Called off")
    held = await announce(branch, "Held", "in 25 minutes", kind="emergency")
    await branch.pass_(days=1)
    for who, post in ((branch.rob, cancelled), (branch.rob, held), (branch.ann, held)):
        await try_everything(branch, who, await who.slash("help", in_channel=branch.lobby), meeting_id(post))
    await branch.settle()
    assert (await branch.rows("meeting_answers", "meeting_checkins")) == {"meeting_answers": [], "meeting_checkins": []}
    assert [row[3] for row in (await branch.rows("meetings"))["meetings"] if row[3] != "draft"] == ["cancelled", "held"]
