"""A backup is put back: what a closed ballot came to is in it, an open one's votes never are, and both are said."""

import re
from pathlib import Path

from bot import operate
from bot.actions import proofs
from bot.i18n import say
from bot.ids import Asker, GuildId, MemberId, PollId, RoleId
from bot.standin import Message
from bot.store.tallies import Tally
from tests.e2e.living import Branch, poll_id, receipt_in

CANDIDATES = ("Ada Shaw", "Ben Okoro", "Cy Price")


def backed_up(branch: Branch, tmp_path: Path) -> Path:
    return operate.backup(branch.folder, tmp_path / "backups", 9, branch.clock.now()).file


async def restore(branch: Branch, backup: Path, folder: Path) -> None:
    """Stop the bot, put the backup in force in this folder, start again on it."""
    await branch.stop()
    operate.restore(backup, folder, branch.clock.now())
    branch.folder = folder
    branch.settings = branch.settings.model_copy(update={"data_dir": folder})
    await branch.start()
    await branch.settle()


async def counted(branch: Branch, number: int = 1) -> Tally:
    """The count as anybody eligible can have it, to count again."""
    roles = frozenset(RoleId(role.id) for role in branch.ann.roles)
    ann = Asker(GuildId(branch.guild.id), MemberId(branch.ann.id), roles)
    return (await proofs.recount(branch.desk, ann, PollId(number)))[1]


async def test_a_closed_election_counts_the_same_on_another_computer_without_its_ballot_and_its_key(
    branch: Branch, tmp_path: Path
) -> None:
    post = await branch.open_poll("Who chairs?", kind="ranked", options=CANDIDATES, seats=1)
    voters = [branch.ann, branch.bob, branch.cat, branch.dan, branch.rob]
    lasts = [await branch.cast(who, post, *CANDIDATES[n % 2 :]) for n, who in enumerate(voters)]
    await branch.close_in_time()
    before = await counted(branch)
    said = (await branch.ann.slash("poll results", poll="Who chairs?")).text
    await restore(branch, backed_up(branch, tmp_path), tmp_path / "another")
    assert not list((tmp_path / "another").glob("ballots/*"))
    assert not list((tmp_path / "another").glob("keys/*.ballot"))
    assert await counted(branch) == before
    assert sum(before.papers.values()) == 5
    assert (await branch.ann.slash("poll results", poll="Who chairs?")).text == said
    for last in lasts:
        found = await branch.tim.slash("poll receipt", code=receipt_in(last))
        assert "Who chairs?" in found.text
    await branch.pass_(days=15)  # what there is not is forgotten without a fault
    assert await counted(branch) == before
    assert len([each for each in branch.posts() if "Who chairs?" in each.text]) == 2  # nothing is posted again


async def test_an_open_ballot_restored_on_another_computer_is_called_off_and_members_are_told_why(
    branch: Branch, tmp_path: Path
) -> None:
    post = await branch.open_poll(kind="secret")
    receipt = receipt_in(await branch.cast(branch.ann, post, "For"))
    backup = backed_up(branch, tmp_path)
    await restore(branch, backup, tmp_path / "another")
    told = branch.posts()[-1]
    assert say("poll.mishap-lost") in told.text
    assert "cancelled" in post.text.casefold()
    assert say("poll.mishap-lost") in (await branch.bob.slash("poll results", poll="Accept the offer?")).text
    assert (await branch.bob.raw_press(post, custom_id="poll:ballot:1")).text == say("poll.cancelled")
    await branch.close_in_time()
    assert branch.results() == []
    assert (await branch.rows("poll_tallies"))["poll_tallies"] == []
    assert "Not included" in (await branch.ann.slash("poll receipt", code=receipt)).text
    record = (await branch.sue.slash("branch audit")).text
    assert "cancelled the secret poll" in record


async def test_a_ballot_that_has_opened_since_the_backup_is_called_off_on_another_computer_and_a_later_one_opens(
    branch: Branch, tmp_path: Path
) -> None:
    await branch.open_poll("Opened since?", kind="secret", opens="in 1 day", closes="in 5 days")
    await branch.open_poll("Opens later?", kind="secret", opens="in 2 days", closes="in 5 days")
    backup = backed_up(branch, tmp_path)
    await branch.pass_(days=1)
    await branch.cast(branch.ann, branch.posts()[-1], "For")
    await restore(branch, backup, tmp_path / "another")
    assert "Opened since?" in branch.posts()[-1].text
    assert say("poll.mishap-lost") in branch.posts()[-1].text
    await branch.pass_(days=1)
    assert "Opens later?" in branch.posts()[-1].text
    assert receipt_in(await branch.cast(branch.ann, branch.posts()[-1], "For"))


async def test_where_its_box_still_is_and_its_key_is_not_it_is_called_off_and_nobody_votes_a_second_time(
    branch: Branch, tmp_path: Path
) -> None:
    await branch.open_poll("Opened since?", kind="secret", opens="in 1 day", closes="in 5 days")
    backup = backed_up(branch, tmp_path)
    await branch.pass_(days=1)
    post = branch.posts()[-1]
    await branch.cast(branch.ann, post, "For")
    (branch.folder / "keys" / "1.ballot").unlink()
    await restore(branch, backup, branch.folder)
    assert say("poll.mishap-lost") in branch.posts()[-1].text
    assert (await branch.ann.raw_press(post, custom_id="poll:ballot:1")).text == say("poll.cancelled")
    assert list((branch.folder / "ballots").iterdir()) == []


async def test_an_open_ballot_restored_where_its_box_still_is_goes_on_and_counts_everybody_once(
    branch: Branch, tmp_path: Path
) -> None:
    post = await branch.open_poll(kind="secret")
    first = receipt_in(await branch.cast(branch.ann, post, "For"))
    backup = backed_up(branch, tmp_path)
    since = receipt_in(await branch.cast(branch.bob, post, "For"))
    await restore(branch, backup, branch.folder)
    assert say("box.already_voted") in (await branch.cast(branch.bob, post, "Against")).text
    for who in (branch.cat, branch.dan, branch.rob):
        await branch.cast(who, post, "Against")
    await branch.close_in_time()
    assert "5 of 6 eligible here voted" in branch.results()[0].text
    assert (await counted(branch)).papers == {(1,): 2, (2,): 3}
    for receipt in (first, since):
        assert "Accept the offer?" in (await branch.tim.slash("poll receipt", code=receipt)).text


async def test_restored_to_before_its_close_and_the_end_of_its_roll_it_comes_to_the_same_again(
    branch: Branch, tmp_path: Path
) -> None:
    post = await branch.open_poll(kind="secret")
    for who in (branch.ann, branch.bob, branch.cat, branch.dan, branch.rob):
        await branch.cast(who, post, "For")
    backup = backed_up(branch, tmp_path)
    await branch.close_in_time()
    before = await counted(branch)
    await branch.pass_(days=15)
    branch.expect_error("is damaged, or its key is gone")  # it was open in the backup, and its key has been destroyed
    await restore(branch, backup, branch.folder)
    assert await counted(branch) == before
    assert len(branch.results()) == 2  # posted again, with the same numbers: the backup does not know of the first
    assert branch.results()[0].text.partition("\n")[0] == branch.results()[1].text.partition("\n")[0]


async def test_a_button_of_a_poll_made_after_the_backup_leads_nowhere_and_no_new_poll_has_its_number(
    branch: Branch, tmp_path: Path
) -> None:
    await branch.open_poll("Before?")
    draft = await branch.draft("Drafted before, changed after?", kind="secret")
    backup = backed_up(branch, tmp_path)
    await branch.rob.press(draft, say("poll.open-it"))
    await branch.settle()
    drafted = branch.posts()[-1]
    since = await branch.open_poll("Since?", kind="secret")
    openly = await branch.open_poll("Since, openly?")
    await branch.cast(branch.ann, drafted, "For")
    await branch.cast(branch.ann, since, "For")
    kept = {file.name: file.read_bytes() for file in branch.folder.glob("ballots/*.db")}
    made: list[Message] = []
    for times in (1, 2):  # the same backup twice: what was made in between is not met either
        await restore(branch, backup, branch.folder)
        for stale in (drafted, since):
            assert (await branch.bob.press(stale, say("poll.vote-button"))).text == say("poll.not_found")
        assert (await branch.bob.press(openly, "For")).text == say("poll.not_found")
        for again in ("open", "discard", "change:words"):
            reply = await branch.rob.raw_press(draft, custom_id=f"poll:{again}:{poll_id(drafted)}")
            assert reply.text == say("poll.not_found")
        new = await branch.open_poll(f"Anew, {times}?", kind="secret")
        assert poll_id(new) > 1000 * times
        await branch.cast(branch.bob, new, "For")
        made.append(new)
    assert {file.name: file.read_bytes() for file in branch.folder.glob("ballots/*.db") if file.name in kept} == kept
    assert len({poll_id(each) for each in branch.posts()}) == len(branch.posts())
    found = [finding.what for finding in operate.examine(branch.folder, branch.clock.now()) if finding.remedy]
    strays = [re.findall(r"(ballots|keys)/.* is of poll (\d+), which is not in the database", what) for what in found]
    lost = [str(number) for number in sorted((poll_id(drafted), poll_id(since), poll_id(made[0])))]
    assert sorted(each for stray in strays for each in stray) == sorted(
        (place, number) for place in ("ballots", "keys") for number in lost
    )
