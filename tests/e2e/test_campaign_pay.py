"""What the claim and the offers mean for one member: worked out privately, kept nowhere."""

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO

from PIL import Image

from bot.i18n import say
from bot.ids import CampaignId, ProposalId
from bot.rules.offers import Given
from bot.rules.pay import Band, Hours, Kind, Proposal, mark
from bot.rules.pay_terms import read
from bot.rules.payslips import payslip
from bot.rules.prices import Level, Measure, Month
from bot.standin import Member, Reply
from bot.store import pay
from cogs._widgets import LONGEST_DESCRIPTION
from cogs.campaigns import _payslips
from tests.e2e.campaigns import campaign_id, start_campaign
from tests.e2e.living import Branch

BANDS = [
    Band("Band 2", 22_000_00, {2021: 20_000_00, 2024: 21_500_00}),
    Band("Band 4", 31_000_00, {2021: 26_000_00, 2023: 28_500_00}),
    Band("Band *6*", 40_000_00),
]
CPI = "Sep 2021: 112.4\nSep 2023: 132.0\nSep 2026: 138.9"
RPI = "Sep 2021\t308.6\nSep 2026\t405.1"
SOURCE = "ONS, 21 October 2026"
MADE_ON = date(2026, 10, 1)
FROM = "(ONS, 21 October 2026; entered Saturday 21 November 2026)"


async def on_the_table(branch: Branch, bands: list[Band] | None = None) -> int:
    """A campaign with bands, a claim, and an offer that leaves one band out."""
    campaign = campaign_id(await start_campaign(branch))
    async with branch.desk.db.transaction() as tx:
        await pay.put_bands(tx, campaign, BANDS if bands is None else bands)
        await pay.put_proposal(
            tx, campaign, Given(Kind.CLAIM, "Claim 2026", MADE_ON, read("8% or at least £2,500")), None
        )
        special = {"Band 4": read("5%; 2% + £300")}
        await pay.put_proposal(tx, campaign, Given(Kind.OFFER, "First offer", MADE_ON, None, special), None)
    return campaign


async def type_prices(branch: Branch, measure: str, levels: str, source: str = SOURCE) -> Reply:
    """The officer types a measure's levels."""
    page = await branch.sue.press(await branch.sue.slash("campaign pay"), say("prices.open"))
    form = await branch.sue.press(page, say("prices.change", measure=measure))
    return await branch.sue.submit(form, levels=levels, source=source)


async def ask(member: Member, band: str = "Band 4", **typed: str) -> Reply:
    """The member chooses a band and fills in the form: the answer."""
    form = await member.select(await member.slash("campaign pay"), say("pay.choose_band"), band)
    return await member.submit(form, **typed)


async def test_a_member_sees_what_it_means_for_her_as_soon_as_there_are_bands_and_the_more_is_entered(
    branch: Branch,
) -> None:
    ann = branch.ann
    assert (await ann.slash("campaign pay")).text == say("campaign.none")
    campaign = campaign_id(await start_campaign(branch))
    assert (await ann.slash("campaign pay")).text == say("pay.no_bands")
    async with branch.desk.db.transaction() as tx:
        await pay.put_bands(tx, campaign, [Band("Band 4", 31_000_00)])
    bare = await ask(ann)
    assert bare.is_private
    assert say("pay.no_proposals") in bare.text
    assert say("pay.no_prices") in bare.text
    assert "£31,000 a year, £2,583.33 a month" in bare.text
    assert bare.text.endswith(say("pay.formula", prices="no", year=""))
    assert say("pay.chart") not in branch.labels(bare)


async def test_pay_is_shown_with_its_formula_and_every_figure_with_its_month_its_source_and_its_date(
    branch: Branch,
) -> None:
    ann = branch.ann
    await on_the_table(branch)
    await type_prices(branch, "CPI", CPI)
    slip = await ask(ann, hours="18.5", since="2021")
    for part in (
        "18.5 of 37 hours a week.",
        "**Now:** £15,500 a year, £1,291.67 a month.",
        "**Claim, Claim 2026** (Thursday 1 October 2026): 8%, or at least £2,500",
        "Year 1: **£16,750** a year, £1,395.83 a month. That is £1,250 a year more than now (8.1%).",
        "**Offer, First offer** (Thursday 1 October 2026): year 1: 5%; year 2: 2% + £300",
        "Year 2: **£16,750.50** a year",
        "In 2021 this band was paid £13,000 a year for these hours; it has risen 19.2% since.",
        f"**CPI** rose 23.6%: from 112.4 in September 2021 to 138.9 in September 2026 {FROM}.",
        "To buy what it bought in 2021, pay would have to be £16,064.95 a year now.",
        "Pay now: worth £12,542.84 in 2021 pounds, **£457.16 a year less than in 2021**.",
        "Claim 2026: worth £13,554.36 in 2021 pounds, **£554.36 a year more than in 2021**.",
        say("pay.measure-missing", measure="RPI", year="2021"),
        say("pay.later_years"),
        say("pay.formula", prices="yes", year="2021"),
    ):
        assert part in slip.text, part
    sums = await ann.press(slip, say("pay.sums"))
    for part in (
        "£31,000 × 18.5 ÷ 37 = £15,500",
        "Year 2: £32,550 + 2% (£651) + £300 = **£33,501**",
        "Year 2 for your hours: £33,501 × 18.5 ÷ 37 = £16,750.50",
        "CPI, what pay would have to be now: £13,000 × 138.9 ÷ 112.4 = £16,064.95",
        "£15,500 × 112.4 ÷ 138.9 = £12,542.84; £13,000 − £12,542.84 = £457.16",
    ):
        assert part in sums.text, part
    again = await ann.press(await ann.press(sums, say("pay.back")), say("pay.change"))
    changed = await ann.submit(again, hours="full time", since="2023")
    assert "Pay now: worth £29,460.04 in 2023 pounds, **£960.04 a year more than in 2023**." in changed.text
    silent = await ask(ann, "Band 2", since="2021")
    assert "**Offer, First offer** (Thursday 1 October 2026): it does not say what this band gets." in silent.text
    unknown = await ask(ann, "Band *6*", since="2021")
    assert say("pay.past-unknown", year="2021") in unknown.text
    assert "worth £32,368.61 in 2021 pounds." in unknown.text
    assert say("pay.chart") not in branch.labels(unknown)


async def test_the_chart_has_the_words_of_what_it_shows(branch: Branch) -> None:
    ann = branch.ann
    await on_the_table(branch)
    await type_prices(branch, "CPI", CPI)
    await type_prices(branch, "RPI", "Sep 2021: 308.6", "ONS, in 2021")
    await type_prices(branch, "RPI", RPI)
    slip = await ask(ann, since="2021")
    old = "308.6 in September 2021 (ONS, in 2021; entered Saturday 21 November 2026)"
    assert f"**RPI** rose 31.3%: from {old} to 405.1 in September 2026 {FROM}." in slip.text
    drawn = await ann.press(slip, say("pay.chart"))
    assert drawn.is_private
    assert drawn.message is not None
    (file,) = drawn.message.files
    assert Image.open(BytesIO(file.data)).width == 1080
    words = str(drawn.message.payload()["attachments"][0]["description"])
    for part in (
        "Pay against prices since 2021, a chart. Band 4, full time.",
        "Change since 2021: Pay +19.2%; CPI +23.6%; RPI +31.3%.",
        "By CPI, pay now is worth £914.33 a year less than in 2021, in 2021 pounds.",
        "With First offer, year 1: pay +25.2% since 2021.",
        f"CPI: 112.4 in September 2021, 138.9 in September 2026 {FROM}.",
    ):
        assert part in words, part


async def test_officers_type_prices_and_everybody_else_is_told_who_does(branch: Branch) -> None:
    await on_the_table(branch)
    ann, rob = branch.ann, branch.rob
    screen = await ann.slash("campaign pay")
    assert say("prices.open") not in branch.labels(screen)
    assert (await ann.raw_press(screen, custom_id="campaign:prices")).text == say("access.needs", power="rep")
    page = await rob.press(await rob.slash("campaign offer"), say("prices.open"))
    assert say("prices.officers_type") in page.text
    assert page.text.count("nothing entered yet") == 3
    refused = await rob.raw_press(page, custom_id="campaign:prices_of:cpi")
    assert refused.text == say("access.needs", power="officer")

    wrong = await type_prices(branch, "CPI", "Sep 2021: 112.4\nSep 2026: 4.1%")
    assert wrong.text == say("prices.rate_typed", line=2, said="4.1%")
    right = await branch.sue.submit(await branch.sue.press(wrong, say("ui.correct_it")), levels=CPI)
    assert say("prices.revised", measure="CPI", written=3, removed=0) in right.text
    assert "3 months since September 2021; the newest is 138.9 for September 2026 (ONS, 21 October 2026" in right.text
    based_anew = CPI + "\nOct 2026: 107.2"
    assert "cannot be of one series" in (await type_prices(branch, "CPI", based_anew)).text
    shorter = await type_prices(branch, "CPI", "Sep 2021: 112.4\nSep 2026: 139.0", "ONS, put right")
    assert say("prices.revised", measure="CPI", written=1, removed=1) in shorter.text
    assert (
        say("prices.revised", measure="CPI", written=0, removed=0)
        in (await type_prices(branch, "CPI", "Sep 2021: 112.4\nSep 2026: 139.0")).text
    )
    kept = [row[1:5] for row in (await branch.rows("prices"))["prices"]]
    assert kept == [("cpi", "2021-09", "112.4", SOURCE), ("cpi", "2026-09", "139.0", "ONS, put right")]
    await branch.settle()
    noted = [post.text for post in branch.posts(branch.audit) if "index levels" in post.text]
    assert len(noted) == 2
    assert "typed index levels of prices (CPI): 1 new or put right, 1 taken out." in noted[-1]


def contents(branch: Branch) -> Mapping[str, bytes]:
    """Every byte of the branch's data."""
    return {str(each): each.read_bytes() for each in sorted(branch.folder.rglob("*")) if each.is_file()}


async def test_nothing_of_what_a_member_chooses_or_types_is_stored_or_logged(branch: Branch) -> None:
    cat = branch.cat
    await on_the_table(branch, [*BANDS, Band("Band zq-secret", 55_555_00, {2021: 44_444_00})])
    await type_prices(branch, "CPI", CPI)
    await branch.settle()
    before, logged = contents(branch), len(branch.log.text)
    slip = await ask(cat, "Band zq-secret", hours="17:53", since="2021")
    assert "17:53 of 37 hours" in slip.text
    for label in ("pay.chart", "pay.sums"):
        await cat.press(slip, say(label))
    refused = await ask(cat, "Band zq-secret", hours="zq hours", since="2021")
    assert "zq hours" in refused.text
    await cat.submit(await cat.press(refused, say("ui.correct_it")), hours="17:53", since="1066")
    await cat.autocomplete("campaign pay", "band", "zq-secret")
    assert contents(branch) == before
    said = branch.log.text[logged:]
    assert not re.search(rf"zq|1066|17:53 of|1073|{cat.id}", said), said
    assert await branch.rows(but={"jobs"})  # it was a database that was compared
    assert any(name.endswith("steward.db") for name in before)


async def test_the_buttons_work_after_a_restart_and_whatever_is_sent_by_a_changed_client_is_answered(
    branch: Branch,
) -> None:
    campaign = await on_the_table(branch)
    await type_prices(branch, "CPI", CPI)
    slip = await ask(branch.ann, since="2021")
    await branch.restart()
    assert "£31,000 × 37 ÷ 37 = £31,000" in (await branch.ann.press(slip, say("pay.sums"))).text
    _, four, six = map(mark, BANDS)
    for parts, answer in {
        f"pay_slip:{campaign}:9:2220:2220:2021:0": say("pay.no_such_band"),
        f"pay_slip:{campaign}:{four}:2221:2220:2021:0": say("pay.more_than_full_time", said="37:01", full="37"),
        f"pay_slip:{campaign}:{four}:0:0:2021:0": say("pay.more_than_full_time", said="0", full="0"),
        f"pay_slip:{campaign}:{four}:x:2220:2021:0": say("ui.unknown_button"),
        f"pay_chart:{campaign}:{six}:2220:2220:2021": say("pay.no_chart"),
        f"pay_chart:{campaign}:{four}:2220:2220:0": say("pay.no_chart"),
        f"pay_slip:{campaign + 1}:{four}:2220:2220:2021:0": say("campaign.not_found"),
        "prices_of:gdp": say("ui.unknown_button"),
    }.items():
        assert (await branch.ann.raw_press(slip, custom_id=f"campaign:{parts}")).text == answer, parts
    board = branch.ann.see(branch.campaign)[-1]
    pressed = await branch.bob.raw_press(board, custom_id=f"campaign:pay:{campaign}:0")
    assert pressed.is_private
    assert say("pay.nothing_kept") in pressed.text


async def test_of_three_thousand_points_one_finds_ones_own(branch: Branch) -> None:
    campaign = await on_the_table(branch, [Band(f"Point {n}", 20_000_00 + 100 * n) for n in range(1, 3001)])
    first = await branch.ann.slash("campaign pay")
    assert "3,000" in first.text or "3000" in first.text
    second = await branch.ann.press(first, say("ui.next"))
    assert "Now" in (await branch.ann.submit(await branch.ann.select(second, say("pay.choose_band"), "Point 26"))).text
    offered = await branch.ann.autocomplete("campaign pay", "band", "point 2999")
    assert offered == [("Point 2999", "Point 2999")]
    slip = await branch.ann.submit(await branch.ann.slash("campaign pay", band="Point 2999"))
    assert "Your pay: Point 2999" in slip.text
    back = await branch.ann.press(slip, say("pay.other_band"))
    assert any("Point 2999" in str(select.options) for select in back.selects)
    nobody = await branch.ann.slash("campaign pay", campaign=str(campaign), band="Point zero")
    assert nobody.text == say("pay.choose_from_list")


def test_however_much_is_on_the_table_no_page_is_cut_and_the_last_has_the_formula() -> None:
    terms = read("; ".join(["3% + £500"] * 5))
    given = [Proposal(ProposalId(n), Kind.OFFER, f"Offer {n} " + "x" * 50, MADE_ON, terms) for n in range(1, 11)]
    levels = [
        Level(measure, Month(year, 9), level, "ONS " + "x" * 90, MADE_ON)
        for measure in Measure
        for year, level in ((2021, "112.4"), (2026, "138.9"))
    ]
    slip = payslip(BANDS[1], Hours(1353, 2220), 2021, given, levels)
    for _, every in (_payslips.slip(slip), _payslips.sums(slip)):
        assert len(every) > 1
        for page in every:
            assert len("\n".join(page)) <= LONGEST_DESCRIPTION
    title, every = _payslips.slip(slip)
    assert title == say("pay.slip-title", band="Band 4")
    assert every[-1][-1] == say("pay.formula", prices="yes", year="2021")


async def test_a_band_that_moves_in_the_table_is_the_same_band_and_one_that_goes_is_missed(branch: Branch):
    campaign = await on_the_table(branch)
    shown = await ask(branch.ann)
    form = await branch.ann.press(shown, say("pay.change"))
    async with branch.desk.db.transaction() as tx:
        await pay.put_bands(tx, CampaignId(campaign), [Band("Band 3", 25_000_00), *BANDS[1:]])
    assert "Your pay: Band 4" in (await branch.ann.submit(form)).text
    form = await branch.ann.press(shown, say("pay.change"))
    async with branch.desk.db.transaction() as tx:
        await pay.put_bands(tx, CampaignId(campaign), BANDS[2:])
    assert say("pay.no_such_band") in (await branch.ann.submit(form)).text
