"""A backup of a campaign in the middle of its ballot is put back: what has to be said is said, and nothing twice."""

from collections import Counter
from pathlib import Path

from bot import operate
from bot.i18n import say
from tests.e2e.campaigns import board_now, boards, start_campaign
from tests.e2e.living import Branch
from tests.e2e.test_campaign_ballot import POSTED, announce, posts, reminders
from tests.e2e.test_campaign_board import move
from tests.e2e.test_campaign_faults import marks
from tests.e2e.test_campaign_updates import follow, post_update, write
from tests.e2e.test_secret_restore import backed_up, restore


def wrong(folder: Path) -> list[str]:
    """What `./steward check` says of ballots held elsewhere."""
    return [each.what for each in operate.examine(folder) if "outside ballot" in each.what]


async def test_on_another_computer_counting_begins_anew_and_the_campaign_goes_on_where_the_backup_left_it(
    listed_branch: Branch, tmp_path: Path
) -> None:
    branch, rob = listed_branch, listed_branch.rob
    await start_campaign(branch)
    await follow(branch.ann, branch.bob)
    post = await announce(branch)
    await branch.pass_(hours=16)  # Tuesday morning
    for each in (branch.ann, branch.bob, branch.dan):
        await each.press(post, POSTED)
    await post_update(branch, "The first one.")
    waiting = await write(branch, "The second one.")
    await rob.submit(await rob.press(waiting, say("update.schedule")), when="25 Nov 2026 12:00")
    backup = backed_up(branch, tmp_path)
    await move(rob, "talks", on="24 Nov 2026")
    await board_now(branch)
    await branch.pass_(days=1, hours=4)  # the second one is posted, which the backup does not know
    before = Counter(marks(branch))
    assert before["Update of campaign 1 · 2"] == 1
    assert wrong(branch.folder) == []

    operate.restore(backup, tmp_path / "not started", branch.clock.now())
    assert ["is gone" in each for each in wrong(tmp_path / "not started")] == [True]
    await restore(branch, backup, tmp_path / "another")
    assert wrong(branch.folder) == []
    assert "Counting began anew" in posts(branch)[-1].text
    shown = await board_now(branch)
    assert boards(branch) == branch.campaign.pins == [shown]
    assert "Stage: claim" in shown.text
    assert Counter(marks(branch)) == before
    for each in (branch.ann, branch.bob):
        assert [sum(words in dm.text for dm in each.dms) for words in ("The first one.", "The second one.")] == [1, 1]
    await branch.ann.press(post, POSTED)
    await branch.pass_(days=2)
    assert [len(reminders(each)) for each in (branch.ann, branch.bob, branch.dan)] == [0, 1, 1]


async def test_where_the_key_still_is_whoever_had_posted_counts_once(branch: Branch, tmp_path: Path) -> None:
    await start_campaign(branch)
    post = await announce(branch)
    await branch.ann.press(post, POSTED)
    backup = backed_up(branch, tmp_path)
    await branch.bob.press(post, POSTED)
    await restore(branch, backup, branch.folder)
    assert say("posted.was_noted") in (await branch.ann.press(post, POSTED)).text
    assert say("posted.noted") in (await branch.bob.press(post, POSTED)).text
    assert len((await branch.rows("posted"))["posted"]) == 2
    assert wrong(branch.folder) == []
