"""What cannot be done is refused in private, in words that say what to do; nothing is changed, nothing is logged."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.i18n import say
from bot.standin import CannotDo, Reply
from bot.ui import spoken
from tests.e2e.living import Branch, poll_id

FAULT = say("ui.fault", reference="").strip()
SECRET = "Zebra"  # stands in everything typed here, so that a log can be searched for it


@asynccontextmanager
async def nothing_changing(branch: Branch) -> AsyncIterator[None]:
    """Whatever happens in here, the database is as it was afterwards, and nothing that was typed is in the log."""
    await branch.settle()
    before = await branch.rows()
    yield
    await branch.settle()
    assert await branch.rows() == before
    assert SECRET.casefold() not in branch.log.text.casefold()


def refuses(reply: Reply, key: str, **values: object) -> bool:
    """Whether this is exactly that refusal, for this person alone."""
    sentence = say(key, **spoken("en", values))
    assert (reply.is_private, reply.text) == (True, sentence)
    return True


def is_a_plain_no(reply: Reply) -> bool:
    """Whether somebody was answered privately, and not by a fault."""
    return not reply.failed and reply.is_private and FAULT not in reply.text and bool(reply.text)


# The form of a new poll

QUESTIONS = {
    "only spaces": ("   ", "text.empty", {"field": "question"}),
    "only what shows as nothing": ("\u200b\u2060\u3164", "text.empty", {"field": "question"}),
    "everyone called": (f"{SECRET} @everyone?", "text.mention", {}),
    "everyone called, with a hidden character": (f"{SECRET} @\u200beveryone?", "text.mention", {}),
    "a role called": (f"{SECRET} <@&123456789012345678>?", "text.mention", {}),
    "a reading direction turned": (f"{SECRET} \u202etcejer?", "text.bidi", {}),
    "emoji alone": ("👍👎", "text.no_words", {"field": "question"}),
    "accents in a tower": (f"{SECRET}" + "\u0301" * 20, "text.marks", {}),
    "a ballot by name": (f"{SECRET}: official strike ballot", "poll.guard_ballot", {"said": "official strike ballot"}),
    "how somebody voted": (f"How did you vote in the ballot, {SECRET}?", "poll.guard_how_voted", {}),
}


@pytest.mark.parametrize("case", QUESTIONS.values(), ids=QUESTIONS.keys())
async def test_a_question_that_cannot_stand_is_refused(
    branch: Branch, case: tuple[str, str, dict[str, object]]
) -> None:
    question, key, values = case
    form = await branch.rob.slash("poll create")
    async with nothing_changing(branch):
        assert refuses(await branch.rob.submit(form, question=question, closes="Fri 17:00"), key, **values)


async def test_a_question_of_three_hundred_characters_is_refused_by_form_and_by_bot(branch: Branch) -> None:
    form = await branch.rob.slash("poll create")
    question = (f"{SECRET} " * 60)[:300].strip()
    with pytest.raises(CannotDo):
        await branch.rob.submit(form, question=question, closes="Fri 17:00")
    async with nothing_changing(branch):
        typed = {"question": question, "options": "Yes\nNo", "closes": "Fri 17:00"}
        reply = await branch.rob.raw_submit(form, typed)
        assert refuses(reply, "text.too_long", field="question", over=len(question) - 200, most=200)


async def test_options_that_cannot_stand_are_refused_by_line(branch: Branch) -> None:
    cases: list[tuple[str, str, dict[str, object]]] = [
        (SECRET, "poll.too_few_options", {"options": 1}),
        ("\n \n", "poll.too_few_options", {"options": 0}),
        (f"{SECRET}\nNo\n{SECRET.upper()}", "poll.same_option", {"option": SECRET.upper()}),
        ("\n".join(f"{SECRET} {n}" for n in range(26)), "poll.too_many_options", {"options": 26, "most": 25}),
        (f"Yes\n{SECRET}" + "x" * 76, "text.too_long", {"field": "option", "number": 2, "over": 1, "most": 80}),
        (f"Yes\n{SECRET} @here", "text.mention", {}),
        (f"{SECRET}\n🙂", "text.no_words", {"field": "option", "number": 2}),
    ]
    form = await branch.rob.slash("poll create")
    async with nothing_changing(branch):
        for options, key, values in cases:
            reply = await branch.rob.submit(form, question="Accept?", options=options, closes="Fri 17:00")
            assert refuses(reply, key, **values)


async def test_times_that_cannot_be_are_refused(branch: Branch) -> None:
    cases: list[tuple[str, str, dict[str, object]]] = [
        ("20 Nov 2026 10:00", "poll.closes_in_past", {}),
        ("30 Feb 2027 10:00", "time.no_such_date", {"day": 30, "month": "february", "last": 28}),
        ("28 Mar 2027 01:30", "time.skipped", {"said": "01:30", "before": "00:59", "after": "02:00"}),
        ("31 Oct 2027 01:30", "time.twice", {"said": "01:30", "first": "BST", "second": "GMT"}),
        ("in 20 seconds", "time.unreadable", {}),
        ("28 Nov 2029 10:00", "poll.too_long", {}),
    ]
    form = await branch.rob.slash("poll create")
    async with nothing_changing(branch):
        for closes, key, values in cases:
            reply = await branch.rob.submit(form, question=f"{SECRET}?", closes=closes)
            assert is_a_plain_no(reply)
            if key != "time.unreadable":  # that one gives examples, which move with the date
                assert refuses(reply, key, **values)


async def test_a_time_nobody_can_read_is_answered_with_examples(branch: Branch) -> None:
    form = await branch.rob.slash("poll create")
    async with nothing_changing(branch):
        reply = await branch.rob.submit(form, question=f"{SECRET}?", closes=f"when {SECRET} comes home")
        assert reply.text.startswith("I could not read that time.")


async def test_rules_that_cannot_be_are_refused(branch: Branch) -> None:
    preview = await branch.draft()
    form = await branch.rob.press(preview, say("poll.change-rules"))
    async with nothing_changing(branch):
        for typed, key, values in (
            ({"quorum": "101%"}, "quorum.over_100", {}),
            ({"quorum": SECRET}, "quorum.unreadable", {}),
            ({"threshold": "0%"}, "threshold.out_of_range", {}),
            ({"threshold": SECRET}, "threshold.unreadable", {}),
            ({"threshold": "40%"}, "poll.threshold_below_half", {}),
            ({"choices": "9"}, "poll.more_choices_than_options", {"choices": 9, "most": 2}),
            ({"choices": SECRET}, "poll.choices_unreadable", {}),
        ):
            assert refuses(await branch.rob.submit(form, **typed), key, **values)


async def test_a_refused_form_is_corrected_without_typing_it_again(branch: Branch) -> None:
    form = await branch.rob.slash("poll create")
    typed = {"question": "Accept the 3.5% offer?", "options": "Yes\nNo\nNot yet", "closes": "30 Feb 2027 10:00"}
    refused = await branch.rob.submit(form, **typed)
    again = await branch.rob.press(refused, say("ui.correct_it"))
    assert {each["component"]["custom_id"]: each["component"]["value"] for each in again.components} == typed
    preview = await branch.rob.submit(again, closes="Fri 17:00")
    assert "Accept the 3.5% offer?" in preview.text.replace("\\", "")
    await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    assert branch.labels(branch.posts()[-1]) == ["Yes", "No", "Not yet"]


async def test_a_changed_draft_that_was_refused_is_corrected_in_its_preview(branch: Branch) -> None:
    preview = await branch.draft()
    form = await branch.rob.press(preview, say("poll.change-rules"))
    refused = await branch.rob.submit(form, quorum="140%", threshold="two thirds")
    again = await branch.rob.press(refused, say("ui.correct_it"))
    changed = await branch.rob.submit(again, quorum="40%")
    assert "at least two thirds" in changed.text
    assert "Quorum: 40% of those eligible." in changed.text


async def test_what_was_typed_is_not_kept_over_a_restart_and_it_says_so(branch: Branch) -> None:
    form = await branch.rob.slash("poll create")
    refused = await branch.rob.submit(form, question="Accept?", closes="never")
    await branch.restart()
    assert refuses(await branch.rob.press(refused, say("ui.correct_it")), "ui.form_forgotten")


async def test_nobody_opens_the_form_that_somebody_else_was_refused(branch: Branch) -> None:
    form = await branch.rob.slash("poll create")
    refused = await branch.rob.submit(form, question=f"{SECRET}?", closes="never")
    assert refused.message is not None
    seen = await branch.ann.raw_press(refused, custom_id=str(refused.buttons[0].custom_id))
    assert is_a_plain_no(seen)
    assert not seen.is_modal
    assert SECRET not in str(seen.components)


# A server that has changed


async def test_a_polls_channel_that_is_gone_is_named_in_the_preview_and_at_open_it(branch: Branch) -> None:
    branch.polls.delete()
    preview = await branch.draft()
    assert say("room.gone", use="polls") in preview.text
    async with nothing_changing(branch):
        assert refuses(await branch.rob.press(preview, say("poll.open-it")), "room.gone", use="polls")


async def test_a_polls_channel_that_is_closed_to_the_bot_is_named_and_can_be_opened(branch: Branch) -> None:
    branch.polls.deny(branch.guild.everyone, "embed_links")
    preview = await branch.draft()
    assert say("permission.embed_links") in preview.text
    async with nothing_changing(branch):
        refused = await branch.rob.press(preview, say("poll.open-it"))
        assert refused.is_private
        assert say("permission.embed_links") in refused.text
        assert branch.polls.mention in refused.text
    branch.polls.allow(branch.guild.everyone, "embed_links")
    await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    assert len(branch.posts()) == 1


async def test_a_channel_closed_between_preview_and_open_it_is_noticed(branch: Branch) -> None:
    preview = await branch.draft()
    branch.polls.deny(branch.guild.everyone, "send_messages")
    async with nothing_changing(branch):
        refused = await branch.rob.press(preview, say("poll.open-it"))
        assert say("permission.send_messages") in refused.text


async def test_a_role_deleted_under_an_open_poll_ends_nothing(branch: Branch) -> None:
    post = await branch.open_poll()
    await branch.ann.press(post, "For")
    branch.members.delete()
    assert refuses(await branch.bob.press(post, "For"), "poll.not_eligible")
    await branch.close_in_time()
    (result,) = branch.results()
    assert "1 of 6 eligible here voted" in result.text


async def test_a_quorum_is_not_met_by_deleting_a_role_of_those_who_might_have_voted(branch: Branch) -> None:
    post = await branch.open_poll(roles=[branch.members, branch.reps], quorum="90%")
    await branch.ann.press(post, "For")
    branch.members.delete()
    await branch.close_in_time()
    (result,) = branch.results()
    assert "1 of at most 7 eligible here voted" in result.text
    assert say("poll.outcome-quorum_unknown") in result.text


async def test_a_preview_for_a_deleted_role_says_that_nobody_could_vote(branch: Branch) -> None:
    night = branch.guild.role("Nights")
    branch.ann.add_role(night)
    preview = await branch.draft(roles=[night])
    assert "1 person can vote" in preview.text
    night.delete()
    form = await branch.rob.press(preview, say("poll.change-words"))
    preview = await branch.rob.submit(form, question="Still?")
    assert "**Nobody** holds" in preview.text


# Things typed by hand, old and made-up


async def test_a_poll_typed_by_hand_is_found_by_its_whole_question(branch: Branch) -> None:
    await branch.open_poll("Accept the offer?")
    assert "Accept the offer?" in (await branch.ann.slash("poll results", poll="accept THE offer?")).text
    async with nothing_changing(branch):
        for typed in (SECRET, "Accept", "999999", "9" * 30, "-1", "１", "1; DROP TABLE polls", "@everyone " + SECRET):
            forms: dict[str, dict[str, Any]] = {"results": {}, "remind": {}, "cancel": {"reason": "x"}, "close": {}}
            for command, more in forms.items():
                assert is_a_plain_no(await branch.rob.slash(f"poll {command}", poll=typed, **more))


async def test_the_buttons_of_a_cancelled_poll_say_so(branch: Branch) -> None:
    post = await branch.open_poll()
    stale = post.buttons[0].custom_id
    await branch.rob.slash("poll cancel", poll="Accept the offer?", reason="Withdrawn")
    async with nothing_changing(branch):
        assert refuses(await branch.ann.raw_press(post, custom_id=str(stale)), "poll.cancelled")


async def test_only_reps_run_polls_whatever_a_client_sends(branch: Branch) -> None:
    post = await branch.open_poll()
    preview = await branch.draft("Draft?")
    ann, draft = branch.ann, poll_id(post) + 1
    async with nothing_changing(branch):
        commands: dict[str, dict[str, Any]] = {
            "create": {},
            "close": {"poll": "1"},
            "extend": {"poll": "1", "closes": "in 5 days"},
            "cancel": {"poll": "1", "reason": "because"},
            "remind": {"poll": "1"},
        }
        for command, options in commands.items():
            assert refuses(await ann.slash(f"poll {command}", **options), "access.needs", power="rep")
        for custom_id in ("close:1", f"open:{draft}", f"discard:{draft}", f"full:{draft}", f"change:words:{draft}"):
            assert refuses(await ann.raw_press(post, custom_id=f"poll:{custom_id}"), "access.needs", power="rep")
        for custom_id in ("branch:finish", "branch:page:0", "branch:audit:0", "branch:retry"):
            assert refuses(await ann.raw_press(post, custom_id=custom_id), "access.needs", power="officer")
        typed = {"question": f"{SECRET}?", "options": "Yes\nNo", "closes": "Fri 17:00"}
        assert refuses(await ann.raw_submit("poll:make:open", typed), "access.needs", power="rep")
    assert not preview.failed


async def test_a_draft_is_its_authors_alone(branch: Branch) -> None:
    preview = await branch.draft("Draft?")
    assert preview.message is not None
    async with nothing_changing(branch):
        for custom_id in ("poll:open:1", "poll:discard:1", "poll:change:words:1"):
            assert refuses(await branch.sue.raw_press(preview, custom_id=custom_id), "poll.not_found")
        typed = {"question": f"{SECRET}?", "options": "Yes\nNo"}
        reply = await branch.sue.raw_submit("poll:words:1", typed, shown=preview.message)
        assert refuses(reply, "poll.not_found")
        unseen = await branch.ann.slash("poll results", poll="1")
        assert unseen.text in {say("poll.not_found"), say("poll.choose_from_list")}
        assert refuses(await branch.ann.raw_press(preview, custom_id="poll:vote:1:1"), "poll.draft")


MADE_UP = (
    *("", ":", "::::", "poll", "poll:", "poll:vote", "poll:vote:1", "poll:vote:1:1:1", "poll:vote::", "vote:1:1"),
    *("poll:vote:99:1", "poll:vote:1:0", "poll:vote:1:4", "poll:vote:-1:1", "poll:vote:+1:1", "poll:vote: 1:1"),
    *(
        "poll:vote:1:99",
        "poll:vote:9999999999999999999:1",
        "poll:vote:1:9999999999999999999",
        "poll:vote:1:" + "9" * 80,
    ),
    *("poll:vote:١:1", "poll:vote:1:１", "poll:vote:1:²", "poll:vote:1_0:1", "poll:vote:0x1:1", "poll:vote:1e0:1"),
    *("poll:choose:99", "poll:choose:9999999999999999999", "poll:results:99", "poll:results:9999999999999999999"),
    *("poll:names:1:9999999999999999999", "poll:names:1:0", "poll:close:9999999999999999999", "poll:open:99"),
    *("poll:open:9999999999999999999", "poll:change:vote:1", "poll:change:close:1", "poll:change:words:99"),
    *("poll:change:make:1", "poll:change::1", "poll:make", "poll:words:1", "form:again:", "form:again:nothing"),
    *("branch:roles:king", "branch:channel:king", "branch:audit:-1", "branch:description", "branch:nothing"),
    *("poll:switch:ranked:1", "poll:switch:secret:1", "poll:freeze:1:1", "poll:freeze:0:99", "poll:preview:1"),
    *("poll:withdraw:1", "poll:candidates:99", "poll:candidate:1", "poll:statement:1:0", "poll:scrutineers:1"),
    *("poll:look:1:open", "poll:look:99:", "poll:agree:1:open:9999999999999999999", "poll:agree:1:close:-1"),
    *("poll:refuse:9999999999999999999:enrol:0", "poll:refuse:1:enrol", "poll:waiting:list", "poll:waiting"),
    *("poll:enrol:1", "poll:enrol:99", "poll:enlist:99", "branch:two:", "branch:two:on:1"),
    *("poll:voters:1", "poll:voters:99", "poll:full:9999999999999999999", "poll:discard:9999999999999999999"),
)


async def test_made_up_buttons_get_an_answer_and_do_nothing(branch: Branch) -> None:
    post = await branch.open_poll()
    async with nothing_changing(branch):
        for custom_id in MADE_UP:
            for person in (branch.ann, branch.rob, branch.sue):
                reply = await person.raw_press(post, custom_id=custom_id)
                assert is_a_plain_no(reply), (custom_id, person.name, reply.text)


MENUS = ("poll:waiting:list", "poll:candidate:1", "poll:scrutineers:1", "poll:enlist:1")


async def test_made_up_choices_get_an_answer_and_do_nothing(branch: Branch) -> None:
    post = await branch.open_poll("Which?", options=(*"ABCDEF", "Abstain"), choices="1-2")
    made_up: tuple[list[str] | None, ...] = (
        None,
        [],
        ["x"],
        ["0"],
        ["8"],
        ["-1"],
        ["1", "2", "3"],
        ["1", "7"],
        ["9" * 19],
        ["9" * 40],
        ["１"],
        [SECRET],
    )
    async with nothing_changing(branch):
        for values in made_up:
            for custom_id in (*("poll:choose:1", "poll:choose:2", "poll:paper:list", "poll:voters:1"), *MENUS):
                if custom_id == "poll:paper:list" and values and values[0] == "1":
                    continue  # that is the poll itself
                for person in (branch.ann, branch.rob):
                    reply = await person.raw_press(post, custom_id=custom_id, component_type=3, values=values)
                    assert is_a_plain_no(reply), (custom_id, values, reply.text)


async def test_made_up_choices_in_the_set_up_get_an_answer_and_do_nothing(branch: Branch) -> None:
    panel = await branch.sue.slash("branch setup")
    async with nothing_changing(branch):
        for custom_id, kind in (("branch:roles:rep", 6), ("branch:channel:polls", 8)):
            for values in (["x"], ["９"], ["-5"], ["9" * 40], ["9" * 19]):
                reply = await branch.sue.raw_press(panel, custom_id=custom_id, component_type=kind, values=values)
                assert is_a_plain_no(reply), (custom_id, values, reply.text)


IDS = st.one_of(
    st.text(max_size=100),
    st.lists(
        st.one_of(
            st.sampled_from(["poll", "branch", "form", "vote", "choose", "again", "page", "change", "words", "names"]),
            st.integers().map(str),
            st.text(max_size=8),
        ),
        max_size=6,
    ).map(":".join),
).map(lambda text: text.encode("utf-8", "ignore").decode()[:100])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(custom_id=IDS)
async def test_whatever_a_button_is_called_somebody_answers(branch: Branch, custom_id: str) -> None:
    reply = await branch.tim.raw_press(_any_message(branch), custom_id=custom_id)
    assert not reply.failed
    assert FAULT not in reply.text


def _any_message(branch: Branch) -> Reply:
    asked = next(each for each in branch.discord.interactions if each.original is not None)
    return Reply(asked)


# Modified clients


async def test_forms_with_fields_missing_or_foreign_are_refused(branch: Branch) -> None:
    form = await branch.rob.slash("poll create")
    broken: list[object] = [
        [],
        [{"type": 18, "id": 1}],
        [{"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "question", "value": SECRET}}],
        [{"type": 1, "id": 1, "components": []}],
        [{"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "salary", "value": SECRET}}],
        [{"type": 18, "id": 1, "component": {"type": 21, "id": 2, "custom_id": "question", "value": None}}],
    ]
    async with nothing_changing(branch):
        for components in broken:
            reply = await branch.rob.raw_submit(form, components)  # pyright: ignore[reportArgumentType]
            assert is_a_plain_no(reply), (components, reply.text)
        for custom_id in ("poll:nothing", "poll:words:9999999999999999999", "poll:vote:1:1", "poll:times:x", ""):
            reply = await branch.rob.raw_submit(custom_id, {"question": SECRET})
            assert is_a_plain_no(reply), (custom_id, reply.text)


async def test_commands_with_options_missing_or_foreign_are_refused(branch: Branch) -> None:
    await branch.open_poll()
    async with nothing_changing(branch):
        commands: list[tuple[str, dict[str, Any]]] = [
            ("poll close", {}),
            ("poll extend", {"poll": "1"}),
            ("poll extend", {"poll": "1", "closes": SECRET * 100}),
            ("poll cancel", {"poll": "1", "reason": ""}),
            ("poll cancel", {"poll": "1", "reason": SECRET * 200}),
            ("poll nothing", {"poll": "1"}),
            ("nothing", {}),
            ("branch membership", {"number": -1}),
            ("branch membership", {"number": 2**62}),
            ("branch membership", {"number": SECRET}),
            ("branch membership", {}),
        ]
        for command, options in commands:
            reply = await branch.sue.raw_slash(command, **options)
            assert is_a_plain_no(reply), (command, options, reply.text)


async def test_completing_what_is_typed_never_fails(branch: Branch) -> None:
    await branch.open_poll()
    for typed in ("", "x" * 6000, "\u202e", "🙂", "'", "%", "1" * 50):
        offered = await branch.rob.raw_autocomplete("poll close", "poll", typed)
        assert len(offered) <= 1
    assert await branch.tim.raw_autocomplete("poll close", "poll", "") == [("Accept the offer?", "1")]


async def test_outside_a_server_the_bot_says_where_it_works(branch: Branch) -> None:
    reply = await branch.ann.raw_slash("poll list", in_channel=branch.ann.dm)
    assert reply.text == say("branch.only_in_a_server")


# Late and out of order


async def test_everything_has_its_time(branch: Branch) -> None:
    preview = await branch.draft(opens="in 1 day", closes="in 3 days")
    await branch.rob.press(preview, say("poll.schedule-it"))
    rob = branch.rob
    async with nothing_changing(branch):
        assert refuses(await rob.slash("poll remind", poll="1"), "poll.never_opened")
        assert refuses(await rob.slash("poll close", poll="1"), "poll.never_opened")
        opens_at = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
        pressed = await branch.ann.raw_press(preview, custom_id="poll:vote:1:1")
        assert refuses(pressed, "poll.not_open_yet", opens_at=opens_at)
    await branch.pass_(days=1)
    await branch.pass_(days=4)
    closed_at = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    async with nothing_changing(branch):
        assert refuses(await rob.slash("poll remind", poll="1"), "poll.closed", closed_at=closed_at)
        assert refuses(await rob.slash("poll extend", poll="1", closes="in 1 day"), "poll.closed", closed_at=closed_at)
        assert refuses(await rob.slash("poll cancel", poll="1", reason="No"), "poll.closed", closed_at=closed_at)
        assert refuses(await rob.slash("poll close", poll="1"), "poll.already_closed", closed_at=closed_at)


async def test_a_draft_left_lying_until_its_close_is_past_is_refused(branch: Branch) -> None:
    preview = await branch.draft(closes="in 2 hours")
    branch.clock.move(hours=3)
    async with nothing_changing(branch):
        assert refuses(await branch.rob.press(preview, say("poll.open-it")), "poll.closes_in_past")


async def test_nothing_anybody_typed_or_chose_is_in_the_log(branch: Branch) -> None:
    post = await branch.open_poll(f"{SECRET}?", options=(f"{SECRET} one", "Two", "Abstain"), named="yes")
    await branch.ann.press(post, f"{SECRET} one")
    await branch.rob.slash("poll remind", poll=f"{SECRET}?")
    await branch.rob.slash("poll extend", poll=f"{SECRET}?", closes="in 5 days")
    await branch.rob.slash("poll cancel", poll=f"{SECRET}?", reason=f"{SECRET} is out")
    await branch.settle()
    assert SECRET.casefold() not in branch.log.text.casefold()
    for person in (branch.ann, branch.rob, branch.sue):
        assert str(person.id) not in branch.log.text
    assert branch.discord.token not in branch.log.text
