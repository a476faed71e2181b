"""What no client of Discord's would send, and what nobody would type: a plain answer, in private; nothing changes."""

from collections.abc import Sequence

from bot.i18n import say
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch, Rows
from tests.e2e.neighbours import Neighbour
from tests.e2e.reports import read, send, write

ANSWER, NOTE, CLOSE, WHO, OPEN = (say(f"desk_post.{each}") for each in ("answer", "note", "close", "who", "open"))
FAULT = say("ui.fault", reference="").rstrip(" .")[:30]
GROUPS = ("feedback:", "mydata:", "privacy:")
BAD_TEXTS = (
    *("", " ", "\n", "\u200b", "\u200b\u2060\u200f", "\u202eback to front", "x" * 4001, "@everyone come", "@here"),
    *("<@&1> <@1>", "\x00\x07", "🎉🎉", "z" + "\u0301" * 40),
)
ODD_TEXTS = ("**a** ](https://example.org) ||b|| `c` # d <t:0:R> <:a:1>", "שלום לכולם", "ein 👩‍👩‍👧 two")
MEASURES = ("caseload", "high_risk", "hours_over", "vacancies", "leave_refused")
VALUES: Sequence[list[str] | None] = (None, [], ["x"], ["9" * 30], ["1", "2", "3", "4", "5", "6"])


def made_up(branch: Branch, number: str) -> list[str]:
    """Every custom id of these groups, with a real case number and with parts that nobody ever wrote there."""
    found: list[str] = []
    for key, door in branch.app.doors._doors.items():
        if key.startswith(GROUPS):
            parts = (number, "0000", "", "-1", "9" * 19, "unnamed", "x\u202e")
            found += sorted({":".join([key, *[part] * len(door.kinds)]) for part in parts})
            if len(door.kinds) == 2:
                found += [f"{key}:{number}:0", f"{key}:2026-11:0", f"{key}:open:0", f"{key}:x:0"]
    return found


async def rows(branch: Branch) -> Rows:
    """All that is kept; but that whoever had nothing erased was shown so is done by a job."""
    await branch.settle()
    found = await branch.rows(but=("sqlite_sequence",))
    return {**found, "jobs": [each for each in found["jobs"] if "mydata.fold" not in each]}


def is_plain(reply: Reply) -> bool:
    """Whether it is an answer for one person's eyes, and no apology."""
    return reply.is_private and not reply.failed and not reply.is_thinking and FAULT not in reply.text


async def test_whatever_is_pressed_by_who_has_no_power_is_answered_in_private_and_changes_nothing(branch: Branch):
    other = Neighbour(branch)
    await other.una.press(await other.una.slash("branch setup"), say("branch.finish"))
    await send(branch, branch.ann, urgent="safety", opener=branch.oli)
    (post,) = branch.posts(branch.desk_channel)
    number = post.text.split()[1]
    poll = await branch.open_poll()
    theirs = await other.una.slash("help")
    for each in (branch.ann, other.una):  # the month is begun in both branches
        asked = await each.slash("feedback workload")
        await each.submit(await each.press(asked, say("workload.begin")), **dict.fromkeys(MEASURES, "1"))
    await other.una.press(asked, say("workload.take_back"))
    people: list[tuple[Member, Message | Reply]] = [(branch.tim, poll), (other.una, theirs), (branch.bob, poll)]
    before, said = await rows(branch), poll.text
    for turn, custom_id in enumerate(made_up(branch, number)):
        person, shown = people[turn % 3]
        values = VALUES[turn % len(VALUES)]
        kind = 2 if values is None else (3, 5)[turn % 2]
        reply = await person.raw_press(shown, custom_id=custom_id, component_type=kind, values=values)
        assert is_plain(reply), (person.name, custom_id, reply.text)
        assert number not in f"{reply.text} {reply.modal}", (person.name, custom_id)
    assert poll.text == said
    assert await rows(branch) == before


async def test_whatever_an_organiser_or_a_reporter_presses_that_was_never_there_is_answered_plainly(branch: Branch):
    code = await send(branch, branch.ann, urgent="safety", opener=branch.oli)
    ann, bob = branch.ann, branch.bob
    screens = [(ann, await read(branch, ann, code)), (bob, await write(branch, bob, opener=branch.oli))]
    screens += [(ann, await ann.press(await read(branch, ann, code), say("reading.another_opener")))]
    (post,) = branch.posts(branch.desk_channel)
    number, said = post.text.split()[1], post.text
    for person, screen in screens:
        for custom_id in {str(each.custom_id) for each in [*screen.buttons, *screen.selects]}:
            for values in VALUES:
                if custom_id.startswith(("feedback:send:", "feedback:drop:", "feedback:mine-withdrawn")):
                    continue
                kind = 2 if values is None else 5
                reply = await person.raw_press(screen, custom_id=custom_id, component_type=kind, values=values)
                assert is_plain(reply), (custom_id, values, reply.text)
    await branch.restart()
    for turn, custom_id in enumerate(made_up(branch, number)):
        person = (branch.oli, branch.sue)[turn % 2]
        values = VALUES[turn % len(VALUES)]
        kind = 2 if values is None else (3, 5)[turn % 2]
        reply = await person.raw_press(post, custom_id=custom_id, component_type=kind, values=values)
        assert is_plain(reply), (person.name, custom_id, reply.text)
    await branch.settle()
    assert said.split("\n")[0] in post.text
    assert not post.pinged.users


async def test_whatever_is_typed_into_a_form_is_refused_with_a_reason_or_shown_as_it_was_typed(branch: Branch):
    ann, oli, sue = branch.ann, branch.oli, branch.sue
    code = await send(branch, ann, urgent="safety", opener=oli)
    (post,) = branch.posts(branch.desk_channel)
    await oli.press(post, OPEN)
    await oli.submit(await oli.press(post, ANSWER), text="When?")
    screen = await read(branch, ann, code)
    asked = await ann.slash("feedback workload", in_channel=branch.lobby)
    numbers = dict.fromkeys(MEASURES, "1")
    forms = [
        (ann, await ann.press(await ann.slash("feedback send"), say("sending.door-unnamed")), "text", {}),
        (ann, await ann.slash("feedback read"), "code", {}),
        (ann, await ann.slash("feedback withdraw"), "code", {}),
        (ann, await ann.press(screen, say("reading.reply")), "text", {}),
        (ann, await ann.press(asked, say("workload.begin")), "caseload", numbers),
        (oli, await oli.press(post, ANSWER), "text", {}),
        (oli, await oli.press(post, CLOSE), "text", {"outcome": "done"}),
        (oli, await oli.press(post, NOTE), "text", {}),
        (oli, await oli.press(post, WHO), "reason", {}),
        (sue, await sue.press(await sue.slash("feedback pause"), say("pause.ask")), "reason", {}),
    ]
    await branch.settle()
    before = await rows(branch)
    for person, form, field, others in forms:
        given = {"category": "Workload"} if field == "text" and person is ann else others
        for text in BAD_TEXTS:
            reply = await person.raw_submit(form, {**given, field: text})
            assert is_plain(reply), (field, text, reply.text)
            assert "x" * 300 not in reply.text
        if field != "text" or given:
            for name in given:
                reply = await person.raw_submit(form, {**given, field: "Two of us.", name: "\u202e"})
                assert is_plain(reply), (name, reply.text)
    assert await rows(branch) == before
    for text in ODD_TEXTS:
        draft = await write(branch, branch.bob, text)
        sent = await branch.bob.press(draft, say("sending.send"))
        assert "```" in sent.text
    done = await oli.submit(await oli.press(post, ANSWER), text=ODD_TEXTS[0])
    assert "](https" not in done.text.replace("\\]", "")
    assert "](https" not in (await read(branch, ann, code)).text.replace("\\]", "")
