"""What is claimed and offered: typed or sent as a file, shown before it counts, compared, posted for members."""

from bot.i18n import say
from bot.standin import Message, Reply
from tests.e2e.campaigns import board_now, start_campaign
from tests.e2e.living import Branch

# As the employers' side of the NJC publishes its spine: points, and what each is paid a year.
SPINE = 'SCP,1 April 2021,Current pay\r\n2,"£18,333","£24,413"\r\n43,"£46,845","£54,495"\r\n44,,"£55,631"\r\n'
TERMS = "3.2%\nSCP 2 to 43: £1,290"


async def sent(branch: Branch, data: bytes, name: str = "pay.csv") -> Reply:
    """What rob sees of a file."""
    return await branch.rob.slash("campaign offer", file=(name, data))


async def typed(branch: Branch, panel: Reply, **fields: str) -> Reply:
    """What rob sees after typing a claim or an offer."""
    form = await branch.rob.press(panel, say("offer.type_one"))
    return await branch.rob.submit(form, **fields)


async def kept(branch: Branch, preview: Reply) -> Reply:
    panel = await branch.rob.press(preview, say("offer.keep"))
    assert say("offer.kept") in panel.text
    assert (say("offer.stage_behind", stage="claim") in panel.text) is ("**Offer" in panel.text)
    return panel


def keep_of(preview: Reply) -> str:
    """The button Keep of what was read, which is gone once something else is shown in its place."""
    return next(str(button.custom_id) for button in preview.buttons if button.label == say("offer.keep"))


def comparisons(branch: Branch) -> list[Message]:
    return [post for post in branch.posts(branch.campaign) if "Offers of campaign" in post.text]


async def test_a_spine_and_a_flat_offer_are_read_shown_worked_out_kept_and_posted(branch: Branch) -> None:
    board = await start_campaign(branch)
    assert (await branch.ann.raw_slash("campaign offer")).text == say("access.needs", power="rep")
    panel = await branch.rob.slash("campaign offer")
    assert say("offer.bands-missing") in panel.text
    preview = await sent(branch, SPINE.encode("utf-16"))
    assert preview.is_private
    assert "SCP 2: £24,413 a year" in preview.text
    assert say("offer.read") in preview.text
    assert "On the table" not in (await board_now(branch)).text
    panel = await kept(branch, preview)
    assert "3 bands, from SCP 2 (£24,413 a year) to SCP 44 (£55,631 a year)" in panel.text
    assert "known for 2021" in panel.text

    preview = await typed(branch, panel, kind="offer", name="First offer", made="2 Nov 2026", terms=TERMS)
    assert "Year 1: £24,413 + £1,290 = **£25,703**" in preview.text
    assert "Year 1: £55,631 + 3.2% (£1,780.19) = **£57,411.19**" in preview.text
    await branch.restart()
    keep = keep_of(preview)
    panel = await kept(branch, preview)
    again = await branch.rob.raw_press(panel, custom_id=keep)
    assert again.text == say("offer.draft_gone")
    preview = await typed(branch, panel, kind="claim", name="Claim", made="", terms="8% or at least £2,500; 2%")
    panel = await kept(branch, preview)
    post = await board_now(branch)
    assert post is board
    assert "**Claim** (Saturday 21 November 2026): year 1: 8%, or at least £2,500; year 2: 2%" in post.text
    assert "**Offer: First offer** (Monday 2 November 2026): 3.2%; their own terms for 2 bands" in post.text

    side = await branch.rob.press(panel, say("offer.compare"))
    assert "Claim: £27,451.26 after 2 years (+£3,038.26, 12.4%)" in side.text
    assert "First offer: £25,703 (+£1,290, 5.3%)" in side.text
    assert "(Monday 2 November 2026): 3.2%; SCP 2 to SCP 43: £1,290" in side.text
    assert comparisons(branch) == []
    done = await branch.rob.press(side, say("offer.post"))
    assert say("offer.posted", channel=branch.campaign.mention) in done.text
    (shown,) = comparisons(branch)
    assert shown.preview.startswith(say("campaign.first_line"))
    assert "First offer: £25,703 (+£1,290, 5.3%)" in shown.text
    table = branch.ann.open(shown).decode("utf-8-sig").splitlines()
    assert table[1] == "SCP 2,24413.00,26913.00,27451.26,3038.26,0.00,25703.00,1290.00,0.00"
    slip = await branch.ann.press(shown, say("offer.post-mine"))
    assert slip.is_private
    assert "had the claim and the offers" in branch.posts(branch.audit)[-1].text


async def test_bad_tables_are_refused_line_by_line_and_change_nothing(branch: Branch) -> None:
    await start_campaign(branch)
    bad = "Band;Current pay;Offer\nBand 2;-£24,000;5\nBand 3;£25,000;0.05\n\nBand 4;12.60;3%\n;£30,000;3%\n"
    refused = await sent(branch, bad.encode("cp1252"))
    assert refused.text.splitlines() == [
        "Nothing was kept: 4 lines have to be put right first.",
        'Line 2: "\\-£24,000" is less than nothing. Pay has no minus.',
        'Line 3: "0.05" could mean 5%, or 0.05%. Write it with its sign: 5% or 0.05%.',
        f"Line 5: {say('offer.pay_too_low', said='£12.60', least='£1,000')}",
        f"Line 6: {say('offer.no_band')}",
    ]
    assert (await sent(branch, b"PK\x03\x04" + bytes(100), "pay.xlsx")).text == say("offer.file_not_csv")
    many = "Band,Pay\n" + "".join(f"Person {each},30000\n" for each in range(3001))
    assert (await sent(branch, many.encode())).text == say("offer.table_too_long", rows=3001, most=3000)
    wrong = await sent(branch, b"Employee,Hours\nAnn,37\n")
    assert wrong.text == say("offer.header_unknown", found="Employee, Hours")
    panel = await branch.rob.slash("campaign offer")
    assert say("offer.bands-missing") in panel.text
    # Pasted, the form comes back as it was left.
    form = await branch.rob.press(panel, say("offer.type_bands"))
    refused = await branch.rob.submit(form, table="Band 5: £31,049\nBand 6")
    assert 'Line 2: "Band 6" is not a band and its pay.' in refused.text
    form = await branch.rob.press(refused, say("ui.correct_it"))
    preview = await branch.rob.submit(form, table="Band 5: £31,049\nBand 6, £38,682")
    await kept(branch, preview)


async def test_an_offer_is_corrected_renamed_and_removed_and_what_was_not_kept_is_forgotten(branch: Branch) -> None:
    await start_campaign(branch)
    form = await branch.rob.press(await branch.rob.slash("campaign offer"), say("offer.type_bands"))
    preview = await branch.rob.submit(form, table="5: 31,049\n6: 38,628")
    assert "5: £31,049\n6: £38,628" in str((await branch.rob.press(preview, say("offer.change"))).modal).replace(
        "\\n", "\n"
    )
    panel = await kept(branch, await sent(branch, b"Band,Pay,Offer %\n5,31049,3.3\n6,38682,3.3\n"))
    assert say("offer.change") not in branch.labels(await sent(branch, b"Band,Pay,Offer %\n5,31049,3.3\n"))
    before = await branch.rows("pay_bands", "pay_proposals")
    table = branch.rob.open(await branch.rob.press(panel, say("offer.download")))
    panel = await kept(branch, await sent(branch, table))
    assert await branch.rows("pay_bands", "pay_proposals") == before  # what was downloaded can be sent as it is
    one = await branch.rob.select(panel, say("offer.pick"), ["Offer"])
    form = await branch.rob.press(one, say("offer.correct"))
    preview = await branch.rob.submit(form, name="First offer", terms="3.6%")
    keep = keep_of(preview)
    changed = await branch.rob.submit(await branch.rob.press(preview, say("offer.change")), terms="3.5")
    assert changed.text == say("offer.terms_no_sign", said="3.5")
    changed = await branch.rob.submit(await branch.rob.press(changed, say("ui.correct_it")), terms="3.5%")
    assert (await branch.rob.raw_press(changed, custom_id=keep)).text == say("offer.draft_gone")
    panel = await kept(branch, changed)
    assert "First offer" in panel.text
    assert "3.5%" in (await board_now(branch)).text
    one = await branch.rob.select(panel, say("offer.pick"), ["First offer"])
    sure = await branch.rob.press(one, say("offer.remove"))
    panel = await branch.rob.press(sure, say("offer.remove-sure"))
    assert say("offer.removed") in panel.text
    assert await branch.rows("pay_proposals") == {"pay_proposals": []}
    assert "On the table" not in (await board_now(branch)).text

    preview = await sent(branch, b"Band,Pay\n5,32000\n")
    await branch.pass_(days=1, seconds=1)
    assert (await branch.rob.press(preview, say("offer.keep"))).text == say("offer.draft_gone")
    assert await branch.rows("pay_drafts") == {"pay_drafts": []}


async def test_a_rep_says_how_long_a_full_time_week_is(branch: Branch):
    await start_campaign(branch)
    panel = await branch.rob.slash("campaign offer", in_channel=branch.lobby)
    assert "A full-time week is 37 hours." in panel.text
    refused = await branch.rob.submit(await branch.rob.press(panel, say("offer.week")), hours="0.6")
    assert "Type hours, not a share" in refused.text
    done = await branch.rob.submit(await branch.rob.press(refused, say("ui.correct_it")), hours="35:30")
    assert "A full-time week is 35.5 hours." in done.text
