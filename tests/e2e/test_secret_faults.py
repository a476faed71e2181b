"""A full disk, a key that is gone, a damaged box: nobody is told "counted" who is not, and officers hear of it."""

import resource
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot import operate
from bot.i18n import say
from bot.ids import PollId
from bot.operate import Level
from bot.standin import Message
from cogs.polls import _drafts as drafts
from tests.e2e.living import Branch, poll_id, receipt_in
from tests.e2e.machine import SECRET, read, run

CAST = say("paper.cast-button")
GONE = "is damaged, or its key is gone"


@contextmanager
def full_disk() -> Generator[None]:
    """No file of this process can grow: as on a full disk, a box's journal finds no room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def voted(branch: Branch, post: Message) -> int:
    return (await branch.desk.boxes.turnout(PollId(poll_id(post)))).voted


def of(post: Message, branch: Branch, place: str) -> Path:
    """The file of this poll's box, or of its key."""
    return branch.folder / place / f"{poll_id(post)}.{'db' if place == 'ballots' else 'ballot'}"


async def test_on_a_full_disk_a_vote_is_not_counted_and_the_same_paper_is_cast_once_there_is_room(
    branch: Branch,
) -> None:
    post = await branch.open_poll(kind="secret")
    await branch.cast(branch.bob, post, "For")
    paper = await branch.ann.press(post, say("poll.vote-button"))
    sure = await branch.ann.select(paper, say("poll.choose-one"), "Against")
    with full_disk():
        refused = await branch.ann.press(sure, CAST)
    assert say("paper.not_counted-again", why=say("store.unavailable")) == refused.text
    assert await voted(branch, post) == 1
    assert receipt_in(await branch.ann.press(refused, CAST))
    assert await voted(branch, post) == 2
    await branch.close_in_time()
    count = await branch.desk.boxes.count(PollId(1))
    assert (count.papers, count.agrees) == ({(1,): 1, (2,): 1}, True)


def missing(file: Path) -> None:
    file.unlink()


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:31])


@pytest.mark.parametrize("spoil", [missing, cut_short])
async def test_without_its_key_a_box_takes_no_vote_says_so_and_is_counted_as_it_is(
    branch: Branch, spoil: Callable[[Path], None]
) -> None:
    post, other = await branch.open_poll("This?", kind="secret"), await branch.open_poll("That?", kind="secret")
    await branch.cast(branch.ann, post, "For")
    paper = await branch.bob.press(post, say("poll.vote-button"))
    sure = await branch.bob.select(paper, say("poll.choose-one"), "Against")
    spoil(of(post, branch, "keys"))
    branch.expect_error(GONE)
    assert (await branch.bob.press(sure, CAST)).text == say("paper.not_counted-again", why=say("box.damaged"))
    assert (await branch.cast(branch.cat, post, "For")).text == say("box.damaged")
    assert await voted(branch, post) == 1
    assert "in the box" in (await branch.cast(branch.cat, other, "For")).text
    assert (await branch.sue.slash("branch audit")).text.count("damaged or its key gone") == 1
    await branch.restart()  # it is noticed then as well, also where nobody has met it yet
    assert (await branch.cast(branch.dan, post, "For")).text == say("box.damaged")
    assert "in the box" in (await branch.cast(branch.dan, other, "For")).text
    await branch.close_in_time()
    count = await branch.desk.boxes.count(PollId(1))
    assert (count.papers, count.voted, count.agrees) == ({(1,): 1}, 1, True)
    await branch.pass_(days=15)
    assert not of(post, branch, "ballots").exists()


async def test_a_key_that_is_put_back_lets_people_vote_again(branch: Branch, tmp_path: Path) -> None:
    post = await branch.open_poll(kind="secret")
    await branch.cast(branch.ann, post, "For")
    key = of(post, branch, "keys").rename(tmp_path / "key")
    of(post, branch, "keys").mkdir()  # the tests may run as root, who can read whatever is a file
    branch.expect_error(GONE)
    assert (await branch.cast(branch.bob, post, "For")).text == say("box.damaged")
    of(post, branch, "keys").rmdir()
    key.rename(of(post, branch, "keys"))
    assert "in the box" in (await branch.cast(branch.bob, post, "For")).text
    assert say("box.already_voted") in (await branch.cast(branch.ann, post, "For")).text


async def test_a_damaged_box_takes_no_vote_is_on_record_is_never_half_counted_and_harms_no_other(
    branch: Branch,
) -> None:
    post, other = await branch.open_poll("This?", kind="secret"), await branch.open_poll("That?", kind="secret")
    openly = await branch.open_poll("Openly?")
    for who in (branch.ann, branch.bob, branch.cat, branch.dan, branch.rob):
        await branch.cast(who, post, "For")
        await branch.cast(who, other, "For")
    of(post, branch, "ballots").write_bytes(b"no ballot" * 3000)
    branch.expect_error(GONE)
    assert (await branch.cast(branch.sue, post, "For")).text == say("box.damaged")
    assert "in the box" in (await branch.cast(branch.sue, other, "For")).text
    assert "Recorded" in (await branch.sue.press(openly, "For")).text
    assert "damaged or its key gone" in (await branch.sue.slash("branch audit")).text
    await branch.restart()
    await branch.close_in_time()
    results = [post.text.partition("\n")[0] for post in branch.results()]
    assert len(results) == 2
    assert not [text for text in results if "This?" in text]
    assert len((await branch.rows("poll_tallies"))["poll_tallies"]) == 1
    assert of(post, branch, "ballots").read_bytes() == b"no ballot" * 3000  # for whoever can rescue it


async def test_where_no_key_can_be_made_no_poll_opens_and_once_it_can_it_does(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "OPEN_WITHIN", 0.1)  # the rep is told to wait, and does
    keys, away = branch.folder / "keys", branch.folder / "keys-away"
    keys.rename(away)
    keys.touch()
    branch.expect_error("poll.open for poll:1 failed")
    preview = await branch.draft(kind="secret")
    await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    assert branch.posts() == []
    assert list(branch.folder.glob("ballots/*")) == []
    keys.unlink()
    away.rename(keys)
    await branch.pass_(minutes=11)
    (post,) = branch.posts()
    assert "in the box" in (await branch.cast(branch.ann, post, "For")).text


# -- before it starts --------------------------------------------------------------------------------------------------


async def test_keys_that_others_can_read_are_refused_at_the_start_in_one_line_and_check_warns_of_them(
    branch: Branch,
) -> None:
    post = await branch.open_poll(kind="secret")
    await branch.stop()
    key = of(post, branch, "keys")
    for place, mode in ((key, 0o640), (key.parent, 0o750)):
        before = place.stat().st_mode & 0o777
        place.chmod(mode)
        process = await run(branch.folder, STEWARD_TOKEN=SECRET)
        (said,) = await read(process)
        assert process.returncode == 2
        assert said == f"steward: {place}: other users of this computer could read it; chmod -R go= {place}"
        warned = [each for each in operate.examine(branch.folder, branch.clock.now()) if str(place) in each.what]
        assert [(each.level, each.remedy) for each in warned] == [(Level.WARNING, f"chmod go= {place}")]
        place.chmod(before)
    await branch.start()
    assert "in the box" in (await branch.cast(branch.ann, post, "For")).text
