"""Members check in to a meeting, and everybody sees whether there is a quorum; who is there is for reps."""

import csv
import io

from bot.i18n import say
from bot.standin import Member, Message, Reply
from tests.e2e.living import MOTION, Branch, poll_id
from tests.e2e.meetings import announce, meeting_id

CHECK_IN, LEAVE = say("meeting.check_in"), say("attendance.leave-button")
HERE, COUNT, REFRESH, POLL, END = (
    say(f"attendance.{name}-button") for name in ("here", "count", "refresh", "poll", "end")
)
REACHED, SHORT = "Quorum of 3: **reached**", "Quorum of 3: **not reached**"
COMING = {"days": 18, "hours": 23}


async def evening(branch: Branch, *, minutes: float = 0) -> Message:
    """The notice of a committee meeting, which needs three, so many minutes after it began."""
    post = await announce(branch, kind="committee")
    await branch.pass_(days=19, minutes=minutes)
    return post


async def arrive(post: Message | Reply, *members: Member) -> None:
    for member in members:
        assert (await member.press(post, CHECK_IN)).is_private


async def asked(branch: Branch, panel: Reply, closes: str = "in 20 minutes", **given: str) -> Message:
    """A poll opened from the panel; its post."""
    form = await branch.rob.press(panel, POLL)
    words = {"question": "Should the branch oppose the move?", "options": "\n".join(MOTION), "closes": closes}
    preview = await branch.rob.submit(form, **words, **given)
    await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    return branch.posts()[-1]


async def test_the_button_appears_half_an_hour_before_and_a_member_is_counted_once(branch: Branch) -> None:
    post = await announce(branch, kind="committee")
    await branch.pass_(**COMING, minutes=29)
    assert CHECK_IN not in branch.labels(post)
    early = await branch.ann.raw_press(post, custom_id=f"meeting:checkin:{meeting_id(post)}")
    assert (early.is_private, "Check-in opens" in early.text) == (True, True)
    assert "Present" not in post.text
    await branch.pass_(minutes=1)
    assert CHECK_IN in branch.labels(post)
    assert "**Present: 0**" in post.text
    checked_in = await branch.ann.press(post, CHECK_IN)
    assert (checked_in.is_private, checked_in.text) == (True, say("attendance.checked_in"))
    assert (await branch.ann.press(post, CHECK_IN)).text == say("attendance.checked_in-before")
    await branch.bob.press(post, CHECK_IN)
    await branch.pass_(seconds=5)
    assert "**Present: 2**" in post.text
    left = await branch.ann.press(checked_in, LEAVE)
    assert left.text == say("attendance.left")
    await branch.ann.press(left, say("attendance.back-button"))
    assert "none of their roles" in (await branch.tim.press(post, CHECK_IN)).text
    await branch.pass_(seconds=5)
    assert "**Present: 2**" in post.text


async def test_a_rep_watches_the_quorum_being_reached_and_lost(branch: Branch) -> None:
    post = await announce(branch, kind="committee")
    await branch.cat.press(post, say("meeting.answer-apologies"))
    await branch.pass_(**COMING, minutes=55)
    panel = await branch.rob.slash("meeting checkin")
    assert (panel.is_private, SHORT in panel.text) == (True, True)
    assert say("attendance.panel-changes") not in panel.text
    assert "**Apologies:** 1" in panel.text
    await arrive(post, branch.ann, branch.bob, branch.rob)
    reached_at = int(branch.clock.now().timestamp())
    shown = await branch.rob.press(panel, REFRESH)
    assert REACHED in shown.text
    assert say("attendance.change-met", at=f"<t:{reached_at}:f>", present=3, needed=3) in shown.text
    await branch.pass_(minutes=20)
    await branch.bob.press(await branch.bob.press(post, CHECK_IN), LEAVE)
    lost_at = int(branch.clock.now().timestamp())
    shown = await branch.rob.press(shown, REFRESH)
    assert SHORT in shown.text
    assert say("attendance.change-lost", at=f"<t:{lost_at}:f>", present=2, needed=3) in shown.text
    await branch.pass_(seconds=5)
    assert SHORT in post.text
    assert (await branch.cat.press(post, CHECK_IN)).text == say("attendance.checked_in-took_back")
    assert "**Apologies:** 0" in (await branch.rob.press(shown, REFRESH)).text
    for command in ("meeting checkin", "meeting attendance"):
        refused = await branch.ann.slash(command, meeting="Branch meeting")
        assert refused.text == say("access.needs", power="rep")


async def test_the_room_is_counted_and_a_number_that_is_none_is_refused(branch: Branch) -> None:
    post = await evening(branch)
    await arrive(post, branch.ann)
    panel = await branch.rob.slash("meeting checkin")
    form = await branch.rob.press(panel, COUNT)
    refused = await branch.rob.submit(form, number="a few")
    assert refused.text == say("attendance.in_room_unreadable", most=9_999)
    again = await branch.rob.press(refused, say("ui.correct_it"))
    shown = await branch.rob.submit(again, number="2")
    assert REACHED in shown.text
    await branch.pass_(seconds=5)
    for text in (post.text, shown.text):
        assert "**Present: 3** (1 checked in, 2 counted in the room)" in text
    assert "counted 2 in the room" in branch.posts(branch.audit)[-1].text


async def test_the_check_in_is_posted_in_the_room_and_follows_after_a_restart(branch: Branch) -> None:
    notice = await evening(branch)
    panel = await branch.rob.slash("meeting checkin", in_channel=branch.lobby)
    assert "The check-in is here" in (await branch.rob.press(panel, HERE)).text
    await branch.rob.press(panel, HERE)
    await branch.settle()
    (post,) = branch.posts(branch.lobby)
    await arrive(post, branch.ann, branch.bob)
    await branch.restart()
    await arrive(post, branch.cat, branch.cat)
    before = branch.edits_of(post)
    await branch.pass_(seconds=5)
    for shown in (notice, post):
        assert "**Present: 3**" in shown.text
        assert REACHED in shown.text
    assert branch.edits_of(post) == before + 1
    assert post.preview.startswith("Committee meeting, Thursday 10 December 2026, 18:30")
    assert not any(str(each.id) in post.text for each in (branch.ann, branch.bob, branch.cat))
    await branch.pass_(hours=4)
    for shown in (notice, post):
        assert CHECK_IN not in branch.labels(shown)
    assert say("attendance.room-closed") in post.text


async def test_a_check_in_post_that_somebody_deletes_is_posted_again_when_a_rep_asks(branch: Branch) -> None:
    notice = await evening(branch)
    panel = await branch.rob.slash("meeting checkin", in_channel=branch.lobby)
    await branch.rob.press(panel, HERE)
    branch.posts(branch.lobby)[0].delete()
    await arrive(notice, branch.ann)
    await branch.pass_(seconds=5)
    assert (await branch.rows("meeting_rooms"))["meeting_rooms"] == []
    await branch.rob.press(panel, HERE)
    assert "**Present: 1**" in branch.posts(branch.lobby)[-1].text


async def test_where_steward_cannot_post_it_says_so_and_where_none_is_open_a_rep_chooses(branch: Branch) -> None:
    assert (await branch.rob.slash("meeting checkin")).text == say("attendance.which")
    await evening(branch)
    panel = await branch.rob.slash("meeting checkin", in_channel=branch.lobby)
    branch.lobby.deny(branch.guild.everyone, "send_messages")
    refused = await branch.rob.press(panel, HERE)
    assert "Steward cannot post here yet" in refused.text
    assert branch.posts(branch.lobby) == []


async def test_names_are_for_reps_until_they_are_erased_and_go_out_as_a_table(branch: Branch) -> None:
    post = await announce(branch, kind="committee")
    await branch.cat.press(post, say("meeting.answer-apologies"))
    await branch.dan.press(post, say("meeting.answer-coming"))
    early = await branch.rob.slash("meeting attendance", meeting="Branch meeting")
    assert f"{say('attendance.names-coming', number=1)}\n{branch.dan.mention}" in early.text
    await branch.pass_(days=19)
    await arrive(post, branch.ann, branch.bob)
    shown = await branch.rob.slash("meeting attendance", meeting="Branch meeting")
    assert shown.is_private
    present, coming, apologies = (
        say(f"attendance.names-{name}", number=number)
        for name, number in (("present", 2), ("coming-absent", 1), ("apologies", 1))
    )
    assert f"{present}\n{branch.ann.mention}\n{branch.bob.mention}\n{coming}\n{branch.dan.mention}\n" in shown.text
    assert f"{apologies}\n{branch.cat.mention}" in shown.text
    export = say("attendance.export-button")
    file = (await branch.rob.press(shown, export)).files[0]
    assert file.name == f"attendance-{meeting_id(post)}.csv"
    rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
    assert rows[1:] == [
        [str(branch.ann.id), "ann", "none", "yes"],
        [str(branch.bob.id), "bob", "none", "yes"],
        [str(branch.cat.id), "cat", "apologies", "no"],
        [str(branch.dan.id), "dan", "coming", "no"],
        ["", say("attendance.table-in_room"), "", "0"],
    ]
    stolen = await branch.ann.raw_press(post, custom_id=f"meeting:attendance-csv:{meeting_id(post)}")
    assert stolen.text == say("access.needs", power="rep")
    await branch.settle()
    assert 'exported who answered and who was there at "Branch meeting"' in branch.posts(branch.audit)[-1].text
    await branch.pass_(days=402)
    later = await branch.rob.slash("meeting attendance", meeting="Branch meeting")
    assert "**Present at the end: 2**" in later.text
    assert "The numbers stay." in later.text
    assert branch.ann.mention not in later.text
    assert branch.labels(later) == []
    assert (await branch.rob.press(shown, export)).text == say("attendance.erased")


async def test_a_rep_ends_the_meeting_and_what_is_counted_stays(branch: Branch) -> None:
    post = await evening(branch, minutes=-10)
    await arrive(post, branch.ann, branch.bob, branch.cat)
    panel = await branch.rob.slash("meeting checkin")
    assert END not in branch.labels(panel)
    await branch.pass_(minutes=70)
    panel = await branch.rob.press(panel, REFRESH)
    question = await branch.rob.press(panel, END)
    assert CHECK_IN in branch.labels(post)
    ended = await branch.rob.press(question, say("attendance.end-sure"))
    assert ended.text == say("attendance.ended", present=3)
    await branch.settle()
    assert CHECK_IN not in branch.labels(post)
    assert "**Present at the end: 3**" in post.text
    assert "Quorum of 3 at the end: **reached**" in post.text
    again = await branch.rob.raw_press(question, custom_id=f"meeting:end-sure:{meeting_id(post)}")
    assert again.text == say("meeting.over")
    assert (await branch.dan.raw_press(post, custom_id=f"meeting:checkin:{meeting_id(post)}")).text == say(
        "meeting.over"
    )


async def test_an_inquorate_meeting_asks_for_views_and_the_result_says_so(branch: Branch) -> None:
    notice = await evening(branch, minutes=10)
    await arrive(notice, branch.ann, branch.bob)
    panel = await branch.rob.slash("meeting checkin")
    post = await asked(branch, panel)
    views = say("poll.meeting", form="inquorate", title="Branch meeting", present=2, needed=3)
    assert views in post.text
    await arrive(notice, branch.cat, branch.rob)  # a quorum that comes too late
    for member in (branch.ann, branch.bob, branch.cat):
        await member.press(post, "For")
    await branch.pass_(minutes=30)
    (result,) = branch.results()
    assert views in result.text
    assert say("poll.outcome-meeting_inquorate") in result.text
    assert "carried" not in result.text.replace(say("poll.guard"), "")
    shown = await branch.dan.slash("poll results", poll=str(poll_id(post)))
    assert say("poll.outcome-meeting_inquorate") in shown.text


async def test_a_quorate_meeting_decides_in_the_open_and_in_secret(branch: Branch) -> None:
    notice = await evening(branch, minutes=10)
    members = (branch.ann, branch.bob, branch.cat, branch.dan, branch.rob)
    await arrive(notice, *members)
    panel = await branch.rob.slash("meeting checkin")
    post = await asked(branch, panel)
    assert say("poll.meeting", form="quorate", title="Branch meeting", present=5, needed=3) in post.text
    for member in members:
        await member.press(post, "For")
    form = await branch.rob.press(panel, POLL)
    preview = await branch.rob.submit(form, question="A second one?", options="For\nAgainst", closes="in 20 minutes")
    secret = await branch.rob.press(preview, say("poll.make-secret"))
    assert say("poll.meeting", form="quorate", title="Branch meeting", present=5, needed=3) in secret.text
    await branch.ann.press(await branch.ann.press(notice, CHECK_IN), LEAVE)
    await branch.pass_(minutes=30)
    (result,) = branch.results()
    assert say("poll.outcome-carried") in result.text
