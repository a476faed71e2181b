"""From the meeting to its approved minutes: as a rep keeps them and as members read them."""

from bot.i18n import say
from bot.ids import MemberId
from bot.standin import Member, Message, Reply
from tests.builders import traces
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, meeting_id

PDF = b"%PDF-1.7 the minutes"
TITLE = "Secret pay plans"
TEXT = "1. Apologies: *Bob*\n2. The pay claim was agreed."


async def held(branch: Branch) -> Message:
    """The notice of a meeting that has begun: ann is there, bob sent apologies, cat said she would come."""
    notice = await announce(branch, TITLE, "Mon 18:30")
    await branch.bob.press(notice, say("meeting.answer-apologies"))
    await branch.cat.press(notice, say("meeting.answer-coming"))
    await branch.pass_(days=2)
    assert not (await branch.ann.press(notice, custom_id=f"meeting:checkin:{meeting_id(notice)}")).failed
    await branch.settle()
    return notice


async def wrote(branch: Branch, text: str = TEXT) -> Reply:
    """The panel after rob has typed the minutes."""
    return await branch.rob.submit(await branch.rob.slash("meeting minutes", meeting=TITLE), text=text)


async def approve(branch: Branch, panel: Reply) -> Reply:
    sure = await branch.rob.press(panel, say("minutes.approve"))
    return await branch.rob.press(sure, say("minutes.approve-sure"))


def minutes_posts(branch: Branch) -> list[Message]:
    return [each for each in branch.posts(branch.notices) if each.text.count("Minutes of meeting")]


async def test_a_draft_is_posted_under_the_notice_and_becomes_the_approved_minutes_in_the_same_post(
    branch: Branch,
) -> None:
    notice = await held(branch)
    panel = await wrote(branch)
    assert panel.is_private
    assert say("minutes.is_unposted") in panel.text
    assert "usually approved at the next meeting" in panel.text
    assert minutes_posts(branch) == []
    panel = await branch.rob.press(panel, say("minutes.post"))
    await branch.settle()
    (post,) = minutes_posts(branch)
    assert post.preview == "General meeting, Monday 23 November 2026, 18:30 (GMT)"
    assert post.replies_to is notice
    assert "Draft minutes, not yet approved" in post.text
    assert "Present:** 1. **Apologies:** 1." in post.text
    assert "1. Apologies: \\*Bob\\*\n2. The pay claim was agreed." in post.text
    assert not any(each.mention in post.text for each in (branch.ann, branch.bob, branch.cat))
    await branch.pass_(days=27)
    form = await branch.rob.press(await branch.rob.slash("meeting minutes", meeting=TITLE), say("minutes.write"))
    panel = await branch.rob.submit(form, text="2. The pay claim was agreed, 14 for, 2 against.")
    await branch.settle()
    assert "14 for, 2 against" in post.text
    assert "Draft minutes" in post.text
    panel = await approve(branch, panel)
    await branch.settle()
    assert minutes_posts(branch) == [post]
    assert "Draft" not in post.text
    assert "**Approved on Sunday 20 December 2026" in post.text
    assert say("minutes.write") not in branch.labels(panel)
    refused = await branch.rob.slash("meeting minutes", meeting=TITLE, file=("minutes.pdf", PDF))
    assert say("minutes.approved") in refused.text


async def test_a_file_is_posted_as_it_was_given_and_replaced_by_the_next_one_or_by_a_text(branch: Branch) -> None:
    await held(branch)
    panel = await branch.rob.slash("meeting minutes", meeting=TITLE, file=("Minutes of May.pdf", PDF))
    assert "Minutes\\_of\\_May.pdf" in panel.text
    opened = await branch.rob.press(panel, say("minutes.open_file"))
    assert (opened.is_private, branch.rob.open(opened)) == (True, PDF)
    await branch.rob.press(panel, say("minutes.post"))
    await branch.settle()
    (post,) = minutes_posts(branch)
    assert branch.ann.open(post) == PDF
    branch.clock.move(minutes=1)
    await branch.rob.slash("meeting minutes", meeting=TITLE, file=("minutes.docx", b"PK\x03\x04 better"))
    await branch.settle()
    assert [each.name for each in post.files] == ["minutes.docx"]
    branch.clock.move(minutes=1)
    panel = await branch.rob.slash("meeting minutes", meeting=TITLE)
    # So full of what has to be escaped that Discord could not show all of it.
    await branch.rob.submit(await branch.rob.press(panel, say("minutes.write")), text="*_~\n" * 1000)
    await branch.settle()
    assert minutes_posts(branch) == [post]
    assert branch.ann.open(post, "minutes.txt").decode().split() == ["*_~"] * 1000
    assert say("ui.cut_short") in post.text
    branch.clock.move(minutes=1)
    panel = await branch.rob.slash("meeting minutes", meeting=TITLE)
    await branch.rob.submit(await branch.rob.press(panel, say("minutes.write")), text="All agreed.")
    await branch.settle()
    assert (post.files, "All agreed." in post.text) == ([], True)


async def test_what_is_no_minutes_is_refused_privately_and_nothing_is_kept(branch: Branch) -> None:
    await announce(branch, "Much later", "Thu 10 Dec 2026 18:30")
    await held(branch)
    (offered,) = await branch.rob.autocomplete("meeting minutes", "meeting")
    assert offered[0].startswith(TITLE)

    async def offer(*file: object, title: str = TITLE, who: Member = branch.rob) -> str:
        reply = await who.raw_slash("meeting minutes", meeting=title, file=file)
        assert reply.is_private
        return reply.text

    assert "8 MB" in await offer("minutes.pdf", PDF + bytes(20 * 2**20))
    assert ".docx" in await offer("minutes.exe", b"MZ")
    assert "This is not a .pdf file" in await offer("minutes.pdf", b"MZ\x90", "application/pdf")
    assert say("minutes.file_empty") in await offer("minutes.pdf", b"")
    assert "begins" in await offer("minutes.pdf", PDF, title="Much later")
    assert say("access.needs", power="rep") in await offer("minutes.pdf", PDF, who=branch.ann)
    branch.discord.faults.error("GET", "/ephemeral-attachments/*", status=404)
    assert say("ui.not_fetched") in await offer("minutes.pdf", PDF)
    assert (await branch.rows("meeting_minutes"))["meeting_minutes"] == []
    assert not (await branch.rob.slash("meeting minutes", meeting=TITLE, file=("minutes.pdf", PDF))).buttons[0].disabled


async def test_names_are_behind_the_minutes_until_30_days_after_the_approval_and_then_in_no_file(
    branch: Branch,
) -> None:
    notice = await held(branch)
    panel = await branch.rob.press(await wrote(branch), say("minutes.post"))
    await branch.settle()
    (post,) = minutes_posts(branch)
    names = await branch.cat.press(post, say("minutes.present-button"))
    assert names.is_private
    assert branch.ann.mention in names.text
    assert branch.bob.mention in names.text
    assert branch.cat.mention not in names.text
    assert not (await branch.tim.press(post, say("minutes.present-button"))).buttons  # no member of the branch
    await approve(branch, panel)
    await branch.pass_(days=29)
    people = (branch.ann, branch.bob, branch.cat)
    assert traces(branch.folder, *(MemberId(each.id) for each in people)) != []
    await branch.pass_(days=2)
    assert traces(branch.folder, *(MemberId(each.id) for each in people)) == []
    gone = await branch.cat.press(post, say("minutes.present-button"))
    assert "The names were erased" in gone.text
    assert "Present:** 1. **Apologies:** 1." in gone.text
    assert not any(each.mention in gone.text for each in people)
    assert "Present:** 1. **Apologies:** 1." in post.text
    assert TITLE in (await branch.sue.slash("branch audit")).text
    assert notice.text


async def test_cut_off_while_posting_there_is_one_post_after_the_restart_and_every_button_still_works(
    branch: Branch,
) -> None:
    await held(branch)
    panel = await wrote(branch)
    branch.discord.faults.lose_answer("POST", f"*/channels/{branch.notices.id}/messages", times=20)
    branch.expect_error("meeting.minutes")
    await branch.rob.press(panel, say("minutes.post"))
    await branch.restart()
    branch.discord.faults.calm()
    await branch.pass_(hours=1)
    (post,) = minutes_posts(branch)
    panel = await branch.rob.slash("meeting minutes", meeting=TITLE)
    sure = await branch.rob.press(panel, say("minutes.approve"))
    await branch.restart()
    await branch.rob.press(sure, say("minutes.approve-sure"))
    await branch.settle()
    assert minutes_posts(branch) == [post]
    assert "**Approved on" in post.text


async def test_a_draft_that_another_rep_has_changed_meanwhile_is_not_approved_unread(branch: Branch) -> None:
    await held(branch)
    sure = await branch.rob.press(await wrote(branch), say("minutes.approve"))
    branch.clock.move(minutes=1)
    form = await branch.sue.press(await branch.sue.slash("meeting minutes", meeting=TITLE), say("minutes.write"))
    await branch.sue.submit(form, text="The pay claim was not agreed.")
    refused = await branch.rob.press(sure, say("minutes.approve-sure"))
    assert say("minutes.replaced") in refused.text
    posted = await branch.sue.press(await branch.sue.slash("meeting minutes", meeting=TITLE), say("minutes.post"))
    await branch.settle()
    (post,) = minutes_posts(branch)
    # Deleted by hand, a draft stays away until somebody posts it; approved minutes come back.
    post.delete()
    branch.clock.move(minutes=1)
    form = await branch.sue.press(posted, say("minutes.write"))
    panel = await branch.sue.submit(form, text="The pay claim was agreed after all.")
    await branch.settle()
    assert minutes_posts(branch) == []
    await branch.sue.press(await branch.sue.press(panel, say("minutes.approve")), say("minutes.approve-sure"))
    await branch.settle()
    (post,) = minutes_posts(branch)
    assert "agreed after all" in post.text
