import asyncio
import os
import re
import signal
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot import demo
from bot.demo import story
from tests.e2e.living import listening

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "docs/officers.md", "docs/organisers.md")
WITHIN = 180.0  # on a busy computer; alone it takes about ten seconds


async def the_demo(folder: Path, *arguments: str, **environment: str) -> asyncio.subprocess.Process:
    # No setting of whoever runs the tests, and what they typed in a .env must not matter either.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STEWARD_")}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--folder", str(folder), *arguments),
        cwd=ROOT,
        env=inherited | {"TMPDIR": str(folder.parent)} | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@dataclass(frozen=True)
class Evening:
    """What there was to see of a demo that was played to its end, on a narrow terminal."""

    place: Path
    status: int | None
    said: str
    complaints: str


def is_there(folder: Path) -> bool:
    return folder.exists()


def lying_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    """One evening, played with pictures, for everything that is asked of it."""
    return asyncio.run(_played(tmp_path_factory.mktemp("evening")))


async def _played(place: Path) -> Evening:
    played = await the_demo(
        place / "demo",
        *("--pictures", str(place / "pictures")),
        STEWARD_TOKEN="not this one",
        STEWARD_LOG_LEVEL="nonsense",
        COLUMNS="40",
    )
    said, complaints = await asyncio.wait_for(played.communicate(), WITHIN)
    return Evening(place, played.returncode, said.decode(), complaints.decode())


def test_the_demo_tells_the_whole_evening_and_leaves_pictures(evening: Evening):
    told = " ".join(evening.said.split())
    assert evening.status == 0, evening.complaints
    assert not evening.complaints
    for line in (
        "Sue types /branch setup Steward to Sue only: Set up Steward (1 of 3)",
        "Branch membership: 96",
        'it is not a ballot in law, so it must not be called one ("strike ballot")',
        "40 people can vote (@Members).",
        "Steward in #polls, for everyone: Should the branch ask the executive to reject the pay offer?",
        "Buttons: [For] [Against] [Abstain]",
        "Steward to Ann only: Recorded: For. Only you can see this.",
        "Steward to Ann only: Changed to Against (it was For).",
        "Steward to Tim only: You have none of the roles this poll was called for",
        "Turnout so far: 29 of 40 eligible here voted (73%); branch membership 96, so 30% of the branch.",
        "11 people have not voted yet.",
        "Steward to Huw only: This poll closed Thursday 19 November 2026 20:40. Nothing was changed.",
        "33 of 40 eligible here voted (83%); branch membership 96, so 34% of the branch.",
        "21 of 30 (70%): reached.",
        "Quorum: 20 needed, 33 voted: met. Outcome: carried.",
        "@Sue set the branch up.",
        f"The picture of the result: {evening.place / 'demo' / 'result.png'}",
    ):
        assert line in told
    assert "\x1b" not in told
    assert "not this one" not in told
    assert not re.search(r"<[@#t][^>]*\d>|\*\*|`|Traceback", told)
    assert sorted(lying_in(evening.place / "demo")) == ["count-1.png", "count-2.png", "result.png"]


def assert_in_order(story: str, *lines: str) -> None:
    for line in lines:
        before, found, story = story.partition(line)
        assert found, f"{line}, not in: {before}"


def test_the_demo_tells_a_secret_poll_from_the_form_to_the_receipt_in_the_count(evening: Evening):
    story = " ".join(evening.said.split()).partition("Rob asks something that nobody should")[2]
    story, _, _ = story.partition("an election, which two officers open")
    assert_in_order(
        story,
        "Scrutineer: @Huw.",
        "Check your vote: it is not cast yet.",
        "Steward to Ann only: Your vote is in the box.",
        "Bob presses Cast my vote twice, and reads the same receipt",
        "You have already voted in this poll",
        "Ann and Bob have voted; the post does not show it yet.",
        "Turnout so far: 0 of 40",
        "Turnout so far: 5 of 40",
        "Turnout so far: 33 of 40",
        "Steward to Ann only: Not yet.",
        "For 19 (58%), against 11 (33%), abstentions 3 (9%).",
        "Receipts 33 = papers 33 = crossed off the roll 33.",
        "Steward to Ann only: Included.",
    )


def test_the_demo_tells_an_election_from_the_candidates_to_the_count_sheet(evening: Evening):
    story = " ".join(evening.said.split()).partition("an election, which two officers open")[2]
    assert_in_order(
        story,
        "Options: Aisha Khan, Dafydd Rees, Gurpreet Gill, Moira Shaw, Tomasz Nowak, Re-open nominations",
        "Steward in #audit-log, for officers: A second officer is asked to agree. @Rob asks to open an election.",
        "Sue presses I agree Steward to Sue only: The poll is open",
        "2 people are to be elected.",
        "Cat presses Undo Steward to Cat only: Who are the branch's two delegates to conference? Ranked so far: "
        "1. Moira Shaw Pick the next",
        "You are about to cast 1. Moira Shaw 2. Aisha Khan 3. Dafydd Rees",
        "Steward to Cat only: Your vote is in the box.",
        "Elected, in this order: 1. Moira Shaw 2. Gurpreet Gill",
        "Stage 2. Moira Shaw has 4 more than the quota, and this surplus is transferred.",
        "Gurpreet Gill (12) reaches the quota and is elected.",
    )


def test_the_demo_tells_a_meeting_from_its_rules_to_what_became_of_what_it_decided(evening: Evening):
    story = " ".join(evening.said.split()).partition("what the standing orders say of meetings")[2]
    assert_in_order(
        story,
        "General meetings: 14 clear days' notice; shorter for a stated reason; quorum 10% of the branch membership",
        "Short notice. Posted today, this is 9 clear days' notice",
        "Posted today, this is 16 clear days' notice",
        "Steward in #notices, for everyone: General meeting, Thursday 10 December 2026, 18:30 (GMT)",
        "Motions by the end of Thursday 3 December 2026",
        "4. 19:25 Workloads in the Mill Street office (20 min)",
        "Among the server's own events: Branch meeting on the pay offer, Thursday 10 December 2026, 18:30",
        "Steward to Ann only: You are down as coming.",
        "Steward to Bob only: You are down as taking part online (before: not sure).",
        "Coming: 11 · Online: 3 · Apologies: 3 · Not sure: 2",
        "Her calendar reads in that file: Branch meeting on the pay offer, Thursday 10 December 2026, 18:30 to 20:00",
        "Steward in #notices, for everyone: Moved: general meeting, now Thursday 17 December 2026, 18:30 (GMT)",
        "reads in the file: Branch meeting on the pay offer, Thursday 17 December 2026, 18:30 to 20:00",
        "Steward to Ann, in a private message: Moved: general meeting",
        "Today is the last day for motions.",
        "Steward to Ann only: You are checked in.",
        "Quorum of 10: not reached.",
        "Present: 11 (8 checked in, 3 counted in the room) Quorum of 10: reached.",
        "The meeting has ended with 11 present.",
        "Owner: @Ann. Due Friday 8 January 2027.",
        "Draft minutes, not yet approved.",
        "Steward to Ann, in a private message: A weekly reminder from Riverside Branch, Monday 11 January 2027.",
        "Steward to Ann only: Thank you.",
        "Approved on Thursday 14 January 2027, 18:40 (GMT).",
        "Steward to Cat only: What became of earlier decisions",
    )


def test_the_demo_tells_a_campaign_from_the_claim_to_the_questions_about_the_offer(evening: Evening):
    story = " ".join(evening.said.split()).partition("Rob starts a campaign")[2]
    assert_in_order(
        story,
        "Nothing is posted until you press Start it",
        "Posts in #pay-campaign so far: 0.",
        "Steward in #pay-campaign, for everyone: Branch campaign Pay 2027 Stage: claim.",
        "Pinned in #pay-campaign: the board.",
        'Line 3: "0.08" could mean 8%, or 0.08%.',
        "Nothing is kept yet.",
        "Year 1: £23,690 + at least £2,500 = £26,190",
        "That move goes back or leaves something out. Type why",
        "Steward brings the post up to date: Stage: offer. The employer has made an offer. Since Monday 8 February",
        "Band 4: £33,120 now Our claim: £35,769.60 (+£2,649.60, 8%) First offer: £34,776 (+£1,656, 5%)",
        "22.5 of 37 hours a week. Steward stores nothing of what you chose or typed.",
        "Year 1: £21,147.57 a year, £1,762.30 a month. That is £1,007.03 a year more than now (5%).",
        "First offer: worth £16,864.09 in 2021 pounds, £533.88 a year less than in 2021.",
        "For a screen reader it says: Pay against prices since 2021, a chart.",
        "Steward cannot post this, because it reads as a call for industrial action.",
        "Scheduled. It is posted on Tuesday 9 February 2027, 12:00 (GMT)",
        "12:00 Steward in #pay-campaign, for everyone: Branch campaign Pay 2027 The employer has offered 5%.",
        "12:00 Steward to Ann, in a private message: There is news that you asked to be sent.",
        "Corrected on Tuesday 9 February 2027: The day was wrong",
        "Private messages that Ann gets about the correction: 1.",
        "meets on Thursday to say what it thinks of that. Branch secretary, Tuesday 9 February 2027",
        "A day of action can be shown only with the day on which notice was given.",
        "That is 13 working days from now",
        "09:00 Steward in #pay-campaign, for everyone: Branch campaign Pay 2027 Dates of the next seven days",
        "We do not store who asks this, or when",
        "Rob types /campaign answer, too early Steward to Rob only: Questions to answer No question waits",
        "13:00 Rob types /campaign answer at 13:00",
        "Open, since today: I am on a fixed term until June.",
        "Questions: 1 answered, none open.",
        "Steward to Bob only: Do I get the back pay if I have left by then? Yes.",
    )


def test_the_demo_tells_a_campaign_from_the_ballot_paper_to_the_archive(evening: Evening):
    story = " ".join(evening.said.split()).partition("The dispute comes to a ballot by post")[2]
    assert_in_order(
        story,
        "Members who have not pressed are reminded privately 3 times: - Thursday 18 March 2027, 10:00 (GMT)",
        "Last safe day to post yours: Monday 5 April 2027 Last day to ask for another paper: Wednesday 31 March 2027",
        "Buttons: [I've posted it]",
        "Steward to Ann only: Noted: you have posted your paper. Thank you.",
        "Steward to Bob only: Taken back. Nothing is kept of it",
        "Papers posted: Fewer than five say so far that they have posted their papers",
        "Papers posted: 11 of 90 who were sent a paper say they have posted it (12%); branch membership 96, so 11%",
        "Steward to Huw, in a private message: A reminder from your branch.",
        "Steward to Huw only: Noted: you have posted your paper.",
        "Private messages of that morning to Ann, who follows the ballot too: 0.",
        "Papers posted: 18 of 90",
        "27 more needed here for 50% (45), the turnout that the law asks for (last checked on",
        "54 more for the branch's target, 80% (72).",
        "Information, not advice.",
        "- Court team: not shown - Hostel: not shown - Mill Street: 8 of 34 (24%) - River House: 5 of 31 (16%)",
        "Those not shown have 5 together.",
        "Result, as the scrutineer declared it: 58 yes, 9 no, 1 spoilt or invalid.",
        "68 of 90 entitled to vote did so (76%); branch membership 96, so 71% of the branch.",
        "Type why, so that members understand it",
        "There is no way back.",
        "Closed. This campaign is over.",
        "77 of 90 who were sent a paper voted (86%); branch membership 96, so 80% of the branch.",
        "File: campaign-1.md",
        "Members of whom there is anything in these files: 0.",
        "There is no campaign under way in this branch.",
    )
    assert "beaten" not in story


def test_the_demo_tells_reports_from_the_post_in_the_channel_to_the_figures(evening: Evening):
    story = " ".join(evening.said.split()).partition("June: Sue opens the doors for reports")[2]
    assert_in_order(
        story,
        "Workplaces to choose from: Court team, Hostel, Mill Street, River House",
        "Steward in #general, for everyone: Tell the organisers",
        "If you write without your name, we do not store who sent it",
        "Steward to Elin only: Who could find out that I reported something?",
        "Steward to Ann only: Tell the organisers Who reads it: @Organisers.",
        "This is not a grievance and stops no legal clock.",
        '"I am the only senior officer in Mill Street" may tell that there is only one person this can be.',
        "Steward to Ann only: Sent. This is your code.",
        "Your code is hidden.",
        "Not to @Owain:",
        "types /feedback desk, before the round Steward to Priya only: The desk: open reports No report waits.",
        "Steward in #organisers-desk, for organisers: Report",
        "Steward to Priya, in a private message: There is something for you at the organisers' desk. A report waits",
        "The report, week 23 Since the spring most of us hold more than 50 cases.",
        "The note is kept. The reporter never sees it.",
        "Steward to Owain, in a private message: Something at the organisers' desk",
        "Status: in hand",
        "Steward to Owain only: Only @Priya, whom the reporter named, may open this name.",
        "was sent by @Cat",
        "Steward to Cat, in a private message: There is an answer for you.",
        "Owain types /feedback desk Steward to Owain only: The desk: open reports",
        "Priya types /feedback desk Steward to Priya only: The desk: open reports",
        "Other · not urgent · week 23 since today · new · without a name · not shown in the channel",
        "2 codes have an answer waiting: /feedback read.",
        "Steward to Ann only: No report in this server has this code.",
        "In hand. The organisers work on it.",
        "Your reply waits for its round, like a report.",
        "Steward to Bob only: Withdrawn. What was written is erased.",
        "The reporter has replied, and the reply waits for an answer.",
        "Status: withdrawn by the reporter",
        "4 reports are open.",
        "The report is closed, and the reason waits for the reporter.",
        "Steward to Ann only: Report",
        "Done. The organisers have closed it. A reply opens it again.",
        "@Priya opened who sent report",
        "Steward to Ann only: Your numbers for June 2027",
        "5 reports by the end of June 2027.",
        "Mill Street: 6 returns; average caseload 55.7; high risk 36% (121 of 334 cases)",
        "Other offices together: 5 returns;",
        "All offices: 16 returns;",
        "File: evidence-2027.pdf",
    )
    at_the_desk = re.findall(r"for organisers: (Report \w{4} · .*?) Buttons:", story)
    assert len(at_the_desk) == 5  # and not the sixth, which is not for Owain
    assert not any(word in said for said in at_the_desk for word in ("spring", "Mileage", "shouted", "managers"))
    assert not re.search(r"anonym|untraceable|secure|verified", story)


def test_every_picture_of_the_guide_is_drawn_from_the_evening_and_small(evening: Evening):
    drawn = set(lying_in(evening.place / "pictures"))
    pages = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    shown = set(re.findall(r"pictures/([\w-]+\.png)", pages))
    assert len(shown) >= 10
    assert shown == drawn == set(lying_in(ROOT / "docs" / "pictures"))
    for name in drawn:
        content = (evening.place / "pictures" / name).read_bytes()
        assert len(content) < 70_000, name
        with Image.open(BytesIO(content)) as picture:
            picture.load()
            assert picture.format == "PNG"
            assert 720 <= picture.width <= 1080, name
            assert 150 <= picture.height <= 2000, name
            assert 6 <= len(picture.convert("RGB").getcolors(70_000) or ()) <= 64, name


def test_the_demo_fits_a_narrow_terminal(evening: Evening):
    story, _, _ = evening.said.partition("That was the real bot")
    assert max(map(len, story.splitlines())) <= 40


def test_the_demo_ends_by_itself_and_leaves_no_data(evening: Evening):
    _, found, ending = evening.said.partition("That was the real bot")
    assert found
    assert "Ctrl+C" not in ending
    assert evening.status == 0
    assert sorted(lying_in(evening.place)) == ["demo", "pictures"]


async def uneventful(_: story.Evening) -> dict[str, bytes]:
    return {"result.png": b"nothing was decided"}


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
async def test_a_demo_that_stays_has_its_data_until_it_is_told_to_stop(
    told: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(story.Evening, "play", uneventful)  # what happens before does not matter here
    with listening():
        stays = asyncio.create_task(demo.evening(tmp_path, stay=True))
        said = ""
        async with asyncio.timeout(WITHIN):
            while "./steward check" not in said and not stays.done():
                await asyncio.sleep(0.01)
                said += capsys.readouterr().out
        found = re.search(r"^The bot's data: (.+)$", said, re.M)
        assert found
        assert re.search(r"http://127\.0\.0\.1:\d+/api/v10", said)
        assert "steward.db" in lying_in(Path(found[1]))
        assert not stays.done()
        signal.raise_signal(told)
        assert await asyncio.wait_for(stays, WITHIN) == 0
    assert not is_there(Path(found[1]))


async def test_whoever_stops_reading_the_demo_is_not_shown_a_traceback(tmp_path: Path):
    played = await the_demo(tmp_path / "demo")
    assert played.stdout is not None
    await played.stdout.readline()
    played.stdout._transport.close()  # pyright: ignore[reportAttributeAccessIssue] - as `head` does
    assert played.stderr is not None
    complaints = await asyncio.wait_for(played.stderr.read(), WITHIN)
    await played.wait()
    assert b"Traceback" not in complaints
