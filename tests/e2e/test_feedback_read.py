"""Members come back with their codes: they read, reply and withdraw, and in the end everything is erased."""

from datetime import UTC, datetime

from bot import keys
from bot.i18n import say
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch
from tests.e2e.reports import SEND, TEXT, read, send

OPEN, ANSWER, CLOSE = (say(f"desk_post.{each}") for each in ("open", "answer", "close"))
REPLY, THREAD, WITHDRAW = say("reading.reply"), say("reading.thread"), say("reading.withdraw")
WITHDRAW_IT, BACK = say("reading.withdraw_it"), say("reading.back")
ASKED = r"Is it so in \*\*every\*\* office?"  # as an organiser typed it, in bold
SLOWED = "several wrong codes"
UNKNOWN = "No report in this server has this code"


def desk_posts(branch: Branch) -> list[Message]:
    return branch.posts(branch.desk_channel)


async def answered(branch: Branch, post: Message, text: str, by: Member | None = None) -> Reply:
    """An organiser opens the report and answers it."""
    oli = by or branch.oli
    shown = await oli.press(post, OPEN)
    return await oli.submit(await oli.press(shown, ANSWER), text=text)


async def four_rounds(branch: Branch) -> None:
    """What came alone waits for company so long, and no longer."""
    for _ in range(4):
        await branch.pass_(hours=14)


async def replied(member: Member, screen: Reply, text: str) -> Reply:
    """The screen after a reply that was written, looked at and sent."""
    draft = await member.submit(await member.press(screen, REPLY), text=text)
    assert text in draft.text
    return await member.press(draft, SEND)


def in_folder(branch: Branch, what: str) -> list[str]:
    """In which of the bot's files this stands."""
    found = (each for each in branch.folder.rglob("*") if each.is_file())
    return [each.name for each in found if what.encode() in each.read_bytes()]


async def is_erased(branch: Branch, post: Message, code: str) -> None:
    """Nothing is left of a report but that there was one, in the numbers and on record."""
    assert say("report.not_found") in (await branch.ola.press(post, OPEN)).text
    rows = await branch.rows("reports", "report_entries", "report_counts")
    assert (rows["reports"], rows["report_entries"]) == ([], [])
    assert {row[-1] for row in rows["report_counts"]} >= {1}
    assert "erased a report" in (await branch.sue.slash("branch audit", in_channel=branch.lobby)).text
    assert in_folder(branch, code) == []
    assert code not in branch.log.text


async def test_a_member_and_the_organisers_talk_without_a_name_until_it_is_done_and_then_erased(branch: Branch):
    ann = branch.ann
    code = await send(branch, ann)
    screen = await read(branch, ann, code)
    assert screen.is_private
    assert "It waits for its round" in screen.text
    assert branch.labels(screen) == [THREAD, WITHDRAW]
    await branch.restart()
    await four_rounds(branch)
    (post,) = desk_posts(branch)
    assert "New" in (await read(branch, ann, code)).text

    await answered(branch, post, "Is it so in **every** office?")
    await branch.settle()
    await branch.restart()
    screen = await read(branch, ann, code.lower().replace("-", ""))
    assert "In hand" in screen.text
    assert say("reading.title-new_answer") in screen.text
    assert ASKED in screen.text.partition("stops no legal clock")[0]  # what they came for comes first
    assert "3 months less one day" in screen.text
    assert TEXT not in screen.text, "who looks over her shoulder sees the answer only"
    screen = await ann.press(screen, THREAD)
    assert all(part in screen.text for part in (TEXT, ASKED))
    screen = await ann.press(screen, BACK)
    screen = await replied(ann, screen, "Only in the north office.")
    assert say("reading.reply_taken") in screen.text
    assert branch.labels(screen) == [THREAD, WITHDRAW]
    assert "reply" not in post.text

    post.delete()
    await branch.restart()
    await four_rounds(branch)
    (post,) = desk_posts(branch)
    assert say("desk_post.reply_waits") in post.text
    assert "Only in the north office." in (await branch.ola.press(post, OPEN)).text
    await answered(branch, post, "We meet the manager on Monday.", branch.ola)
    screen = await read(branch, ann, code)
    assert "We meet the manager on Monday." in screen.text
    assert REPLY in branch.labels(screen)
    shown = await branch.ola.press(post, OPEN)
    await branch.ola.submit(await branch.ola.press(shown, CLOSE), outcome="done", text="They hire two officers.")
    await branch.settle()
    screen = await read(branch, ann, code)
    assert "**Done.**" in screen.text
    assert "They hire two officers." in screen.text
    assert "Wednesday 24 February 2027" in screen.text

    await branch.restart()
    await branch.pass_(days=88)
    assert "They hire two officers." in (await read(branch, ann, code)).text
    await branch.pass_(days=3)
    assert UNKNOWN in (await read(branch, ann, code)).text
    await is_erased(branch, post, code)


async def test_what_is_withdrawn_is_gone_at_once_and_the_desk_sees_it_with_the_next_round(branch: Branch):
    ann = branch.ann
    codes = [await send(branch, ann, urgent="safety"), await send(branch, ann, "Nobody has this yet.")]
    (post,) = desk_posts(branch)
    for code, shown in zip(codes, ("answers and notes", "have not had it"), strict=True):
        form = await ann.slash("feedback withdraw", in_channel=branch.lobby)
        screen = await ann.submit(form, code=code)
        assert shown in screen.text
        other = await read(branch, ann, code)
        done = await ann.press(screen, WITHDRAW_IT)
        assert say("reading.withdrawn") in done.text
        assert say("reading.over") in (await ann.press(other, WITHDRAW)).text
    assert branch.edits_of(post) == 0
    assert TEXT not in (await branch.oli.press(post, OPEN)).text
    assert "Withdrawn" in (await read(branch, ann, codes[0])).text
    form = await ann.slash("feedback withdraw", in_channel=branch.lobby)
    screen = await ann.submit(form, code=codes[0])
    assert say("reading.is_withdrawn") in (await ann.press(screen, WITHDRAW_IT)).text
    assert UNKNOWN in (await read(branch, ann, codes[1])).text
    await branch.pass_(days=1)
    assert len(desk_posts(branch)) == 1
    assert "withdrawn by the reporter" in post.text
    assert post.buttons == []
    await branch.pass_(days=91)
    assert (await branch.rows("reports"))["reports"] == []


async def test_wrong_codes_are_answered_alike_and_slow_down_only_who_types_them(branch: Branch):
    code = await send(branch, branch.ann, urgent="safety")
    near = ("0" if code[0] != "0" else "1") + code[1:]
    answers = [await read(branch, branch.bob, typed) for typed in ("hello", keys.new_code(), near)]
    assert len({each.text for each in answers}) == 1
    assert UNKNOWN in answers[0].text
    slowed = await read(branch, branch.bob, code)
    assert SLOWED in slowed.text
    assert "New" not in slowed.text
    form = await branch.bob.press(slowed, say("reading.type_again"))
    assert code not in str(form.modal)
    look = await branch.sue.slash("feedback post", channel=branch.notices)
    await branch.sue.press(look, say("doors.post"))
    (post,) = branch.posts(branch.notices)
    screen = await branch.ann.submit(await branch.ann.press(post, say("doors.read")), code=code)
    assert "New" in screen.text
    assert screen.is_private
    assert branch.edits_of(post) == 0
    branch.clock.move(seconds=30)
    assert "New" in (await branch.bob.submit(form, code=code)).text
    night = datetime(2026, 11, 22, 4, tzinfo=UTC)
    await branch.pass_(seconds=(night - branch.clock.now()).total_seconds() - 5)
    for _ in range(3):
        await read(branch, branch.cat, near)
    assert SLOWED in (await read(branch, branch.cat, code)).text
    await branch.pass_(seconds=10)
    assert "New" in (await read(branch, branch.cat, code)).text, "who guessed is forgotten in the night"
    said = str([each.body for each in branch.discord.requests])
    assert said.count(code) == 1, "only where it was shown when she sent it"
    assert near not in said


async def test_a_screen_is_its_readers_own_and_after_a_restart_it_asks_for_the_code_again(branch: Branch):
    code = await send(branch, branch.ann, urgent="safety")
    screen = await read(branch, branch.ann, code)
    ids = [str(each.custom_id) for each in screen.buttons]
    (post,) = desk_posts(branch)
    for each in ids:
        assert (await branch.ann.raw_press(post, custom_id=each)).text == say("ui.unknown_button"), "only in private"
    assert all(code.replace("-", "") not in each and str(branch.ann.id) not in each for each in ids)
    draft = await branch.ann.submit(await branch.ann.press(screen, REPLY), text="*Ring* me on 07700 900123.")
    assert "looks like a phone number" in draft.text
    assert r"\*Ring\* me" in draft.text
    draft = await branch.ann.submit(await branch.ann.press(draft, say("sending.edit")), text="It is worse.")
    assert say("finding.none") in draft.text
    screen = await branch.ann.press(draft, say("sending.drop"))
    assert REPLY in branch.labels(screen)
    form = await branch.ann.press(screen, REPLY)
    assert "worse" not in str(form.modal), "what was thrown away is gone"
    draft = await branch.ann.submit(form, text="It is worse.")
    branch.desk_channel.allow(branch.members, "view_channel")
    await branch.settle()
    draft = await branch.ann.press(draft, SEND)
    assert "Only an officer can put that right" in draft.text
    assert "It is worse." in draft.text
    branch.desk_channel.deny(branch.members, "view_channel")
    await branch.settle()
    to_send = next(str(each.custom_id) for each in draft.buttons if each.label == SEND)
    sent = await branch.ann.press(draft, SEND)
    assert say("reading.reply_taken") in sent.text
    assert say("reading.over") in (await branch.ann.raw_press(draft, custom_id=to_send)).text
    old = await read(branch, branch.ann, code)
    await branch.restart()
    for button in (THREAD, WITHDRAW):
        assert say("reading.forgotten") in (await branch.ann.press(old, button)).text
    assert "waits for its answer" in (await read(branch, branch.ann, code)).text


async def test_in_confidence_the_answer_comes_by_private_message_by_day_and_another_organiser_can_be_chosen(
    branch: Branch,
):
    ann = branch.ann
    code = await send(branch, ann, urgent="safety", opener=branch.oli)
    (post,) = desk_posts(branch)
    screen = await read(branch, ann, code)
    assert say("reading.not_by_letter") in screen.text
    screen = await ann.press(screen, say("reading.letters-on"))
    assert say("reading.by_letter") in screen.text
    await answered(branch, post, "We call you on Monday.")
    await branch.settle()
    letters = ann.dms
    assert len(letters) == 1
    assert letters[0].content == say("reading.letter-first_line")
    assert "We call you on Monday." in letters[0].text
    await branch.pass_(hours=5)
    await answered(branch, post, "Or on Tuesday.")
    await branch.settle()
    assert len(ann.dms) == 1, "it is night"
    await branch.restart()
    await branch.pass_(hours=9)
    assert "Or on Tuesday." in ann.dms[-1].text
    screen = await read(branch, ann, code)
    chosen = await ann.press(screen, say("reading.another_opener"))
    choose = say("reading.choose_opener")
    refused = await ann.select(chosen, choose, [branch.rob])
    assert say("reading.no_organiser") in refused.text
    screen = await ann.select(chosen, choose, [branch.ola])
    assert f"Only <@{branch.ola.id}>" in screen.text
    who = say("desk_post.who")
    assert "reason" not in (await branch.oli.press(post, who)).text
    named = await branch.ola.submit(await branch.ola.press(post, who), reason="To call back.")
    assert f"<@{branch.ann.id}>" in named.text
    screen = await ann.press(screen, say("reading.letters-off"))
    await answered(branch, post, "Third.")
    await branch.settle()
    assert len(ann.dms) == 2


async def test_who_accepts_no_private_messages_still_has_the_code_and_nobody_is_told(branch: Branch):
    ann = branch.ann
    ann.close_dms()
    code = await send(branch, ann, urgent="safety", opener=branch.oli)
    (post,) = desk_posts(branch)
    await ann.press(await read(branch, ann, code), say("reading.letters-on"))
    await answered(branch, post, "We call you on Monday.")
    await branch.settle()
    assert "We call you on Monday." in (await read(branch, ann, code)).text
    ann.remove_role(branch.members)  # and is not of the branch any more
    await answered(branch, post, "Or on Tuesday.")
    await branch.settle()
    assert not [line for line in branch.log.text.splitlines() if "feedback.letter" in line and "failed" in line]
    jobs = (await branch.rows("jobs"))["jobs"]
    assert str(ann.id) not in str([job for job in jobs if "feedback" in str(job)])
    assert str(ann.id) not in str((await branch.rows("audit"))["audit"])
    assert not [line for line in branch.log.text.splitlines() if str(ann.id) in line and "feedback" in line]
