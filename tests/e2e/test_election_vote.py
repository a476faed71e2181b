"""Members rank candidates: one press for each preference, ways back, and what candidates say of themselves."""

import asyncio
import re
from collections.abc import Collection, Mapping

from bot.actions.statements import write
from bot.i18n import say
from bot.ids import Asker, GuildId, MemberId, PollId, Power
from bot.standin import Message, Reply
from tests.e2e.living import Branch, poll_id, receipt_in

PEOPLE = ("Ann Archer", "Bob Byrne", "Cat Cole", "Re-open nominations")
VOTE, CAST, CHANGE = (say(key) for key in ("poll.vote-button", "paper.cast-button", "paper.change-button"))
UNDO, RESTART, DONE, ALL_DONE, SAY = (
    say(f"paper.{name}")
    for name in ("undo-button", "restart-button", "done-button", "done-button-all", "statements-button")
)
LONG = [f"{number:02} *_~`|<1> [x](http://x.y) \N{PARTY POPPER} ".ljust(79, "*") for number in range(1, 21)]
UNRANKED = say("paper.ranking-unranked")
FIRST, SECOND, THIRD = (say("paper.nth_choice", number=number) for number in (1, 2, 3))


async def election(
    branch: Branch, statements: Mapping[int, str] | None = None, people: Collection[str] = PEOPLE, seats: int = 1
) -> Message:
    """An open election, with these statements by candidates' numbers."""
    preview = await branch.draft("Branch secretary", kind="ranked", options=people, seats=seats)
    number = re.search(r"poll:open:(\d+)", str(preview.components))
    assert number is not None
    rob = Asker(GuildId(branch.guild.id), MemberId(branch.rob.id), frozenset(), frozenset({Power.REP}))
    for candidate, text in (statements or {}).items():
        await write(branch.desk, rob, PollId(int(number[1])), candidate, text)
    await branch.rob.press(preview, say("poll.open-it"))
    await branch.settle()
    return branch.posts()[-1]


async def papers(branch: Branch, post: Message) -> dict[tuple[int, ...], int]:
    """The papers of this election, after its close."""
    await branch.close_in_time()
    return (await branch.desk.boxes.count(PollId(poll_id(post)))).papers


def offered(screen: Reply) -> list[str]:
    """Who is left in the menu."""
    return [option["label"] for menu in screen.selects for option in menu.held["options"]]


async def test_a_ranking_is_made_a_press_at_a_time_seen_whole_and_cast(branch: Branch) -> None:
    post = await election(branch)
    screen = await branch.ann.press(post, VOTE)
    assert offered(screen) == list(PEOPLE)
    screen = await branch.ann.select(screen, FIRST, "Cat Cole")
    assert "1. Cat Cole" in screen.text
    assert offered(screen) == ["Ann Archer", "Bob Byrne", "Re-open nominations"]
    screen = await branch.ann.select(screen, SECOND, "Ann Archer")
    assert "1. Cat Cole\n2. Ann Archer" in screen.text
    asked = await branch.ann.press(screen, DONE)
    assert "1. Cat Cole\n2. Ann Archer" in asked.text
    assert f"{UNRANKED}\nBob Byrne, Re-open nominations" in asked.text
    assert branch.labels(asked) == [CAST, CHANGE]
    last = await branch.ann.press(asked, CAST)
    assert receipt_in(last)
    assert last.components == []
    assert not any(name in last.text for name in PEOPLE)
    assert await papers(branch, post) == {(3, 1): 1}


async def test_the_paper_explains_how_ranking_works_and_what_is_promised(branch: Branch) -> None:
    post = await election(branch, seats=2)
    paper = await branch.ann.press(post, VOTE)
    for key in ("paper.ranking-how", "paper.ranking-explained", "paper.promise", "poll.guard"):
        assert say(key) in paper.text
    assert say("paper.seats", seats=2) in paper.text
    assert say("paper.ranking-reopen", option="Re-open nominations") in paper.text
    assert say("ballot.small", eligible=6) in paper.text
    without = await branch.ann.press(await election(branch, people=PEOPLE[:3]), VOTE)
    assert "I would rather" not in without.text


async def test_choices_are_counted_as_people_count(branch: Branch) -> None:
    places = [say("paper.nth_choice", number=number) for number in (1, 2, 3, 4, 11, 12, 13, 20)]
    assert [place.split()[1] for place in places] == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "20th"]


async def test_before_the_first_choice_there_is_nothing_to_undo_or_to_be_done_with(branch: Branch) -> None:
    post = await election(branch)
    paper = await branch.ann.press(post, VOTE)
    assert {each.label: each.disabled for each in paper.buttons} == {UNDO: True, RESTART: True, DONE: True}
    done = next(str(each.custom_id) for each in paper.buttons if each.label == DONE)
    assert (await branch.ann.raw_press(paper, custom_id=done)).text == say("election.nobody_ranked")


async def test_undo_takes_the_last_away_and_start_again_all(branch: Branch) -> None:
    post = await election(branch)
    screen = await branch.ann.press(post, VOTE)
    screen = await branch.ann.select(screen, FIRST, "Cat Cole")
    screen = await branch.ann.select(screen, SECOND, "Ann Archer")
    screen = await branch.ann.press(screen, UNDO)
    assert "1. Cat Cole" in screen.text
    assert "Ann Archer" in offered(screen)
    screen = await branch.ann.press(screen, RESTART)
    assert offered(screen) == list(PEOPLE)
    await branch.ann.press(await branch.rank(branch.ann, screen, "Bob Byrne"), CAST)
    assert await papers(branch, post) == {(2,): 1}


async def test_the_last_one_left_may_be_ranked_or_left(branch: Branch) -> None:
    post = await election(branch, people=PEOPLE[:3])
    screen = await branch.ann.press(post, VOTE)
    for place, name in ((FIRST, "Ann Archer"), (SECOND, "Bob Byrne")):
        screen = await branch.ann.select(screen, place, name)
    assert offered(screen) == ["Cat Cole"]
    left = await branch.ann.press(screen, DONE)
    assert f"{UNRANKED}\nCat Cole" in left.text
    screen = await branch.ann.press(left, CHANGE)
    asked = await branch.ann.select(screen, THIRD, "Cat Cole")
    assert say("paper.ranking-all") in asked.text
    await branch.ann.press(asked, CAST)
    assert await papers(branch, post) == {(1, 2, 3): 1}


async def test_a_full_ranking_can_still_be_changed(branch: Branch) -> None:
    post = await election(branch, people=PEOPLE[:2])
    screen = await branch.rank(branch.ann, await branch.ann.press(post, VOTE), "Ann Archer", "Bob Byrne")
    full = await branch.ann.press(screen, CHANGE)
    assert full.selects == []
    assert say("paper.ranking-full") in full.text
    assert branch.labels(full) == [UNDO, RESTART, ALL_DONE]
    assert branch.labels(await branch.ann.press(full, ALL_DONE)) == [CAST, CHANGE]
    screen = await branch.ann.press(await branch.ann.press(full, CHANGE), RESTART)
    await branch.ann.press(await branch.rank(branch.ann, screen, "Bob Byrne", "Ann Archer"), CAST)
    assert await papers(branch, post) == {(2, 1): 1}


async def test_a_press_that_arrives_twice_ranks_once(branch: Branch) -> None:
    post = await election(branch)
    screen = await branch.ann.press(post, VOTE)
    picks = await asyncio.gather(*(branch.ann.select(screen, FIRST, "Cat Cole") for _ in range(3)))
    assert "1. Cat Cole" in picks[0].text
    screen = await branch.ann.select(picks[0], SECOND, "Bob Byrne")
    undone = await asyncio.gather(*(branch.ann.press(screen, UNDO) for _ in range(3)))
    assert "1. Cat Cole" in undone[0].text
    assert "2. " not in undone[0].text
    await branch.ann.press(await branch.ann.press(undone[0], DONE), CAST)
    assert await papers(branch, post) == {(3,): 1}


async def test_twenty_candidates_with_long_awkward_names_can_all_be_ranked(branch: Branch) -> None:
    post = await election(branch, people=LONG, seats=3)
    assert branch.labels(post) == [VOTE]
    backwards = list(reversed(LONG))
    screen = await branch.ann.press(post, VOTE)
    assert offered(screen) == LONG
    asked = await branch.rank(branch.ann, screen, *backwards)
    for place, name in enumerate(backwards, 1):
        assert f"{place}. {name[:2]}" in asked.text
    assert say("ui.cut_short") not in asked.text
    assert receipt_in(await branch.ann.press(asked, CAST))
    one = await branch.rank(branch.bob, await branch.bob.press(post, VOTE), LONG[4])
    assert say("ui.cut_short") not in one.text
    await branch.bob.press(one, CAST)
    assert await papers(branch, post) == {tuple(range(20, 0, -1)): 1, (5,): 1}


async def test_a_restart_in_the_middle_of_a_ranking_is_told_and_nothing_is_cast(branch: Branch) -> None:
    post = await election(branch, {1: "I will answer letters."})
    screen = await branch.ann.select(await branch.ann.press(post, VOTE), FIRST, "Cat Cole")
    await branch.restart()
    forgotten = say("paper.forgotten")
    assert (await branch.ann.select(screen, SECOND, "Bob Byrne")).text == forgotten
    for label in (UNDO, RESTART, DONE, SAY):
        assert (await branch.ann.press(screen, label)).text == forgotten
    assert receipt_in(await branch.cast(branch.ann, post, "Bob Byrne"))
    assert await papers(branch, post) == {(2,): 1}


async def test_a_ranking_from_the_list_is_a_ranking(branch: Branch) -> None:
    post = await election(branch, {2: "Ask me anything."})
    listed = await branch.ann.slash("poll list")
    assert say("poll.list-kind_ranked") in listed.text
    shown = await branch.ann.select(listed, say("poll.list-vote"), "Branch secretary")
    assert branch.labels(shown) == [VOTE, SAY]
    said = await branch.ann.press(shown, SAY)
    assert said.message is not shown.message
    assert receipt_in(await branch.cast(branch.ann, shown, "Bob Byrne"))
    assert await papers(branch, post) == {(2,): 1}


async def test_an_election_that_closes_over_a_ranking_does_not_count_it(branch: Branch) -> None:
    post = await election(branch)
    branch.clock.move(days=2, hours=23, minutes=30)
    asked = await branch.rank(branch.ann, await branch.ann.press(post, VOTE), "Cat Cole")
    branch.clock.move(minutes=30)
    assert (await branch.ann.press(asked, CAST)).text.startswith("**Your vote was not counted.** This poll closed")


async def test_rankings_that_no_client_sends_are_refused(branch: Branch) -> None:
    post = await election(branch)
    screen = await branch.ann.select(await branch.ann.press(post, VOTE), FIRST, "Cat Cole")
    menu = screen.selects[0].custom_id
    for values in (["3"], ["0"], ["5"], ["1", "1"], ["x"]):
        refused = await branch.ann.raw_press(screen, custom_id=menu, component_type=3, values=values)
        assert refused.text == say("poll.no_such_option")
    assert await papers(branch, post) == {}


async def test_forty_members_rank_at_once(branch: Branch) -> None:
    crowd = [branch.guild.member(f"m{number}", roles=[branch.members]) for number in range(40)]
    post = await election(branch)
    replies = await asyncio.gather(*(branch.cast(who, post, PEOPLE[n % 2], PEOPLE[2]) for n, who in enumerate(crowd)))
    assert len({receipt_in(reply) for reply in replies}) == 40
    assert await papers(branch, post) == {(1, 3): 20, (2, 3): 20}


# What candidates say


async def test_statements_are_read_privately_from_the_post_and_from_the_paper(branch: Branch) -> None:
    post = await election(branch, {1: "I will *answer* letters.", 3: "Less paper.\nMore tea."})
    assert branch.labels(post) == [VOTE, SAY]
    shown = await branch.ann.press(post, SAY)
    assert shown.is_private
    assert "**Ann Archer**\nI will \\*answer\\* letters." in shown.text
    assert "**Cat Cole**\nLess paper.\nMore tea." in shown.text
    assert "Bob" not in shown.text
    assert shown.buttons == []
    screen = await branch.ann.select(await branch.ann.press(post, VOTE), FIRST, "Cat Cole")
    beside = await branch.ann.press(screen, SAY)
    assert beside.is_private
    assert beside.message is not screen.message
    assert "Less paper." in beside.text
    assert "1. Cat Cole" in screen.text
    await branch.ann.press(await branch.ann.press(screen, DONE), CAST)
    assert await papers(branch, post) == {(3,): 1}


async def test_an_election_without_statements_has_no_button_for_them(branch: Branch) -> None:
    post = await election(branch)
    assert branch.labels(post) == [VOTE]
    assert SAY not in branch.labels(await branch.ann.press(post, VOTE))
    asked = await branch.ann.raw_press(post, custom_id=f"poll:statements:{poll_id(post)}:0")
    assert say("paper.statements-none") in asked.text


async def test_long_statements_are_paged_in_one_private_message(branch: Branch) -> None:
    long = ("*" * 9 + " ") * 100
    post = await election(branch, dict.fromkeys(range(1, 21), long), LONG)
    before = post.text
    page = await branch.tim.press(post, SAY)
    own, read = page.message, [page.text]
    while say("ui.next") in branch.labels(page):
        page = await branch.tim.press(page, say("ui.next"))
        read.append(page.text)
        assert page.message is own
    assert all(say("ui.cut_short") not in text for text in read)
    for name in LONG:
        assert sum(f"**{name[:2]} " in text for text in read) == 1
    back = await branch.tim.press(page, say("ui.back"))
    assert back.text == read[-2]
    far = await branch.tim.raw_press(post, custom_id=f"poll:statements-turn:{poll_id(post)}:999")
    assert far.is_private
    assert far.text == read[-1]
    assert post.text == before


async def test_statements_of_a_poll_that_is_not_there_are_refused(branch: Branch) -> None:
    post = await election(branch)
    for custom_id in ("poll:statements:99:0", "poll:statements-turn:99:0"):
        assert (await branch.ann.raw_press(post, custom_id=custom_id)).text == say("poll.not_found")
    preview = await branch.draft("A secret plan?", kind="ranked", options=PEOPLE)
    number = re.search(r"poll:open:(\d+)", str(preview.components))
    assert number is not None
    peeked = await branch.ann.raw_press(post, custom_id=f"poll:statements:{number[1]}:0")
    assert peeked.text == say("poll.not_found")
