"""Organisers work on what was reported: what they see, what the reporter sees of it, and who sees nothing."""

from bot.i18n import say
from bot.standin import Member, Message, Reply
from tests.e2e.living import Branch
from tests.e2e.reports import TEXT, send

OPEN, ANSWER, NOTE, STATUS, CLOSE, PASS, MUTE, WHO = (
    say(f"desk_post.{each}") for each in ("open", "answer", "note", "status", "close", "pass", "mute", "who")
)


def desk_post(branch: Branch) -> Message:
    """The desk's newest post."""
    return branch.posts(branch.desk_channel)[-1]


def number_of(shown: Message | Reply) -> str:
    """The case number that stands in it."""
    return shown.text.partition("Report ")[2][:4]


async def reported(branch: Branch, text: str = TEXT, **fields: object) -> tuple[str, Message]:
    """An urgent report of ann's, which is at the desk at once: its code, and the desk's post."""
    code = await send(branch, branch.ann, text, urgent="safety", **fields)
    return code, desk_post(branch)


async def desk_of(branch: Branch, who: Member) -> Reply:
    """The list, as this person is shown it."""
    return await who.slash("feedback desk", in_channel=branch.lobby)


async def record(branch: Branch) -> str:
    """What officers read of what was done."""
    return (await branch.sue.slash("branch audit", in_channel=branch.lobby)).text


async def test_organisers_and_a_member_talk_to_each_other_and_only_what_is_meant_for_her_reaches_her(branch: Branch):
    code, post = await reported(branch, "**All of us** cover [five](x) caseloads. ||Ask|| `ann`.")
    number = number_of(post)
    assert "caseloads" not in post.text
    await branch.restart()
    shown = await branch.oli.press(post, OPEN)
    assert shown.is_private
    assert r"\*\*All of us\*\* cover \[five\](x) caseloads. \|\|Ask\|\| \`ann\`." in shown.text
    form = await branch.oli.press(shown, ANSWER)
    assert "Promise only what you can keep" in form.text
    shown = await branch.oli.submit(form, text="We ask *all* offices. Is it so on every day?")
    assert say("casework.done-answered") in shown.text
    assert r"We ask \*all\* offices." in shown.text
    shown = await branch.oli.submit(await branch.oli.press(shown, NOTE), text="Could be the north office.")
    assert shown.text.index("Could be the north") < shown.text.index("We ask") < shown.text.index("caseloads")
    await branch.settle()
    assert "in hand" in desk_post(branch).text
    sought = await branch.ann.submit(await branch.ann.slash("feedback read", in_channel=branch.lobby), code=code)
    assert "Is it so on every day?" in sought.text
    said_to_ann = str([each.body for each in branch.discord.requests if str(sought.interaction.id) in each.path])
    assert "Is it so on every day?" in said_to_ann
    assert "Could be the north" not in said_to_ann
    audited = await record(branch)
    assert f"opened report {number}." in audited
    assert f"answered report {number}." in audited
    assert "every day" not in audited
    assert audited.count("opened report") == 1


async def test_a_report_of_four_thousand_characters_is_read_to_its_end_whatever_is_typed_in_it(branch: Branch):
    text = " ".join(f"*{each:05}*" for each in range(500))
    _, post = await reported(branch, text)
    shown = await branch.ola.press(post, OPEN)
    read = shown.text
    while say("ui.next") in branch.labels(shown):
        shown = await branch.ola.press(shown, say("ui.next"))
        read += shown.text
    assert [each for each in range(500) if f"\\*{each:05}\\*" not in read] == []
    assert (await record(branch)).count("opened report") == 1


async def test_of_two_organisers_at_once_the_second_sees_what_has_changed_and_loses_nothing(branch: Branch):
    _, post = await reported(branch)
    of_oli, of_ola = await branch.oli.press(post, OPEN), await branch.ola.press(post, OPEN)
    form = await branch.ola.press(of_ola, ANSWER)
    await branch.oli.submit(await branch.oli.press(of_oli, ANSWER), text="We look into it.")
    refused = await branch.ola.submit(form, text="Talk to me.")
    assert "Something was added to this report" in refused.text
    form = await branch.ola.press(refused, say("ui.correct_it"))
    assert "Talk to me." in str(form.modal)
    late = await branch.oli.press(post, ANSWER)
    done = await branch.ola.submit(form, text="I look into it as well.")
    assert say("casework.done-answered") in done.text
    closing = await branch.ola.press(done, CLOSE)
    done = await branch.ola.submit(closing, outcome="no_action", text="The employer has agreed.")
    assert "Its text is erased on Friday 19 February 2027" in done.text
    refused = await branch.oli.submit(late, text="One more thing.")
    assert "This report is closed." in refused.text
    assert TEXT not in (await desk_of(branch, branch.oli)).text
    await branch.settle()
    assert "closed without action" in desk_post(branch).text
    listed = await branch.oli.press(await desk_of(branch, branch.oli), say("casework.show-closed"))
    number = number_of(post)
    shown = await branch.oli.select(listed, say("casework.choose"), f"{number} · Workload")
    shown = await branch.oli.press(shown, say("casework.reopen"))
    assert say("casework.done-reopened") in shown.text
    menu = await branch.oli.press(shown, STATUS)
    shown = await branch.oli.select(menu, say("casework.choose-status"), say("casework.status-in_hand"))
    assert "in hand" in shown.text
    menu = await branch.oli.press(shown, STATUS)
    form = await branch.oli.select(menu, say("casework.choose-status"), say("casework.status-done"))
    assert "done" in (await branch.oli.submit(form, text="All is well.")).text


async def test_whom_the_reporter_does_not_want_to_see_it_finds_it_nowhere(branch: Branch):
    await send(branch, branch.ann, "It is about ola.", urgent="safety", not_to=[branch.ola])
    assert branch.posts(branch.desk_channel) == []
    listed = await desk_of(branch, branch.oli)
    assert "not shown in the channel" in listed.text
    number = number_of(listed)
    shown = await branch.oli.select(listed, say("casework.choose"), f"{number} · Workload")
    assert f"Not to be shown to: <@{branch.ola.id}>" in shown.text
    chosen = await branch.oli.select(
        await branch.oli.press(shown, PASS), say("casework.choose-organiser"), [branch.ola]
    )
    assert say("casework.not_to_them") in chosen.text
    of_ola = await desk_of(branch, branch.ola)
    assert say("casework.none-open") in of_ola.text
    assert of_ola.selects == []
    for act in ("open", "answer", "status", "close", "reopen", "note", "pass", "take-back", "mute", "mute-now", "who"):
        tried = await branch.ola.raw_press(of_ola, custom_id=f"feedback:{act}:{number}")
        never = await branch.ola.raw_press(of_ola, custom_id=f"feedback:{act}:0000")
        assert tried.text == never.text == say("report.not_found")
    assert say("report.not_found") in (await branch.ola.raw_press(of_ola, custom_id=f"feedback:thread:{number}:0")).text
    audited = await record(branch)
    assert "opened a report that not all organisers may see." in audited
    assert number not in audited
    await branch.settle()
    assert [each for each in branch.posts(branch.audit) if number in each.text] == []


async def test_a_name_given_in_confidence_is_opened_by_one_organiser_alone_and_with_a_reason(branch: Branch):
    _, post = await reported(branch, opener=[branch.oli])
    number = number_of(post)
    refused = await branch.ola.press(post, WHO)
    assert f"Only <@{branch.oli.id}>" in refused.text
    form = await branch.oli.press(post, WHO)
    told = await branch.oli.submit(form, reason="To offer a rep at the hearing")
    assert told.is_private
    assert f"<@{branch.ann.id}> (member {branch.ann.id})" in told.text
    audited = await record(branch)
    assert f"opened who sent report {number}. The reason: To offer a rep at the hearing" in audited
    assert str(branch.ann.id) not in audited
    form = await branch.oli.press(post, WHO)
    branch.oli.remove_role(branch.organisers)
    refused = await branch.oli.submit(form, reason="To ring her")
    assert "organiser" in refused.text
    assert str(branch.ann.id) not in refused.text
    assert (await record(branch)).count("opened who sent") == 1


async def test_a_report_is_passed_to_an_organiser_who_is_told_without_what_it_is_about(branch: Branch):
    _, post = await reported(branch)
    noted = await branch.ola.submit(await branch.ola.press(post, NOTE), text="Ask the safety rep.")
    assert say("casework.done-noted") in noted.text
    assert TEXT not in noted.text  # she has not opened it
    assert TEXT in (await branch.ola.press(noted, say("casework.back_to_case"))).text
    assert f"<@{branch.ola.id}> opened report" in await record(branch)
    shown = await branch.oli.press(post, OPEN)
    menu = await branch.oli.press(shown, PASS)
    refused = await branch.oli.select(menu, say("casework.choose-organiser"), [branch.rob])
    assert say("casework.not_an_organiser") in refused.text
    done = await branch.oli.select(menu, say("casework.choose-organiser"), [branch.ola])
    assert say("casework.done-passed") in done.text
    await branch.settle()
    (letter,) = branch.ola.dms
    assert letter.text == say("casework.passed_to_you", branch="Riverside Branch")
    assert f"Held by <@{branch.ola.id}>" in desk_post(branch).text
    assert f"with <@{branch.ola.id}>" in (await desk_of(branch, branch.ola)).text
    menu = await branch.ola.press(await branch.ola.press(post, OPEN), PASS)
    done = await branch.ola.press(menu, say("casework.nobody_button"))
    assert say("casework.nobody") in done.text


async def test_a_sender_is_muted_until_midnight_or_a_restart_and_nobody_learns_who_it_was(branch: Branch):
    _, post = await reported(branch)
    asked = await branch.oli.press(post, MUTE)
    assert "there is no lasting ban" in asked.text
    done = await branch.oli.press(asked, say("casework.mute-now"))
    assert str(branch.ann.id) not in done.text
    refused = await branch.ann.slash("feedback send", in_channel=branch.lobby)
    assert say("sending.muted") in refused.text
    assert f"muted whoever sent report {number_of(post)}" in await record(branch)
    await branch.restart()
    await send(branch, branch.ann)


async def test_who_is_no_organiser_any_more_is_refused_in_the_middle_and_officers_always(branch: Branch):
    _, post = await reported(branch)
    listed = await desk_of(branch, branch.oli)
    shown = await branch.oli.select(listed, say("casework.choose"), f"{number_of(post)} · Workload")
    form = await branch.oli.press(shown, ANSWER)
    branch.oli.remove_role(branch.organisers)
    refused = await branch.oli.submit(form, text="We look into it.")
    assert "organiser" in refused.text
    before = await branch.rows("reports", "report_entries")
    for label in (NOTE, STATUS, CLOSE, PASS, MUTE):
        assert "organiser" in (await branch.oli.press(shown, label)).text
    assert "organiser" in (await desk_of(branch, branch.sue)).text
    assert "organiser" in (await branch.sue.raw_press(post, custom_id=f"feedback:open:{number_of(post)}")).text
    assert await branch.rows("reports", "report_entries") == before
    branch.oli.add_role(branch.organisers)
    done = await branch.oli.submit(await branch.oli.press(refused, say("ui.correct_it")), text="We look into it.")
    assert say("casework.done-answered") in done.text
