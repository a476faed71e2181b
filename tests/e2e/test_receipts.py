"""A receipt says after the close that a vote is counted, and before it nothing at all."""

import pytest

from bot import keys
from bot.i18n import say
from tests.e2e.living import Branch, receipt_in
from tests.e2e.secret import crowd, vote

FOR = (1,)


async def test_a_receipt_kept_from_the_screen_is_found_after_the_close(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    receipt = receipt_in(await branch.cast(branch.ann, post, "For"))
    await branch.close_in_time()
    asked = await branch.ann.slash("poll receipt", code=receipt)
    assert asked.is_private
    assert asked.text.startswith("Included.".join(("**", "**")))
    assert "Accept the offer?" in asked.text
    assert "For" not in asked.text.replace("Accept the offer?", "")


async def test_everybody_may_ask_about_every_receipt_and_it_stays_out_of_the_log(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    people = crowd(branch, 6)
    receipts = await vote(branch, post, [(each, FOR) for each in people])
    await branch.close_in_time()
    for receipt in receipts:
        assert "**Included.**" in (await branch.tim.slash("poll receipt", code=receipt)).text
        assert receipt not in branch.log.text
        assert keys.read_receipt(receipt) not in branch.log.text.replace("-", "")


@pytest.mark.parametrize(
    "typed",
    [
        lambda receipt: receipt.lower(),
        lambda receipt: receipt.replace("-", ""),
        lambda receipt: f"  {receipt.replace('-', ' ')}  ",
        lambda receipt: f"`{receipt}`",
        lambda receipt: f"```\n{receipt}\n```",
        lambda receipt: receipt.replace("0", "O").replace("1", "I"),
        lambda receipt: receipt.replace("0", "o").replace("1", "l"),
        lambda receipt: f"\u200e“{receipt}”.\u200b",
    ],
)
async def test_a_receipt_is_read_however_it_is_typed(branch: Branch, typed) -> None:
    post = await branch.open_poll(kind="secret")
    receipts = await vote(branch, post, [(each, FOR) for each in crowd(branch, 6)])
    await branch.close_in_time()
    for receipt in receipts:
        assert "**Included.**" in (await branch.ann.slash("poll receipt", code=typed(receipt))).text


@pytest.mark.parametrize("typed", ["hello", "1234", "0" * 21, "-", "`", "🦄" * 21, "0" * 100])
async def test_what_is_no_receipt_is_refused_kindly(branch: Branch, typed: str) -> None:
    reply = await branch.ann.slash("poll receipt", code=typed)
    assert reply.is_private
    unreadable, elsewhere = say("box.receipt_unreadable"), say("receipt.not_included")
    assert reply.text == (elsewhere if typed == "0" * 21 else unreadable)  # its check character is right


async def test_one_wrong_character_is_noticed(branch: Branch) -> None:
    receipt = keys.new_code()
    wrong = ("Z" if receipt[0] != "Z" else "Y") + receipt[1:]
    assert (await branch.ann.slash("poll receipt", code=wrong)).text == say("box.receipt_unreadable")


async def test_before_the_close_nobody_learns_anything(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    (mine,) = await vote(branch, post, [(branch.ann, FOR)])
    for receipt in (mine, keys.new_code()):
        assert (await branch.ann.slash("poll receipt", code=receipt)).text == say("receipt.still_open")
        about = await branch.ann.slash("poll receipt", code=receipt, poll="Accept the offer?")
        assert about.text.startswith("**Not yet.**")
        assert "Accept the offer?" in about.text


async def test_a_receipt_of_a_closed_poll_is_found_while_another_is_open(branch: Branch) -> None:
    first = await branch.open_poll("First?", kind="secret", closes="in 1 day")
    (mine,) = await vote(branch, first, [(branch.ann, FOR)])
    await branch.pass_(days=1)
    second = await branch.open_poll("Second?", kind="secret")
    (other,) = await vote(branch, second, [(branch.ann, FOR)])
    assert "**First?**" in (await branch.ann.slash("poll receipt", code=mine)).text
    assert (await branch.ann.slash("poll receipt", code=other)).text == say("receipt.still_open")
    assert (await branch.ann.slash("poll receipt", code=mine, poll="Second?")).text.startswith("**Not yet.**")
    assert "**Not included** in **First?**" in (await branch.ann.slash("poll receipt", code=other, poll="First?")).text


async def test_a_receipt_of_nothing_here_is_not_included_and_it_is_said_what_to_do(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    await vote(branch, post, [(each, FOR) for each in crowd(branch, 6)])
    await branch.close_in_time()
    reply = await branch.ann.slash("poll receipt", code=keys.new_code())
    assert reply.text == say("receipt.not_included")


async def test_a_receipt_of_a_cancelled_poll_is_in_no_count(branch: Branch) -> None:
    post = await branch.open_poll(kind="secret")
    (mine,) = await vote(branch, post, [(branch.ann, FOR)])
    await branch.rob.slash("poll cancel", poll="Accept the offer?", reason="Withdrawn")
    await branch.settle()
    assert (await branch.ann.slash("poll receipt", code=mine)).text == say("receipt.not_included")
    about = await branch.ann.slash("poll receipt", code=mine, poll="Accept the offer?")
    assert about.text == say("poll.receipt_cancelled")


async def test_a_poll_that_is_not_open_yet_gives_no_receipts_and_one_being_counted_is_not_called_open(
    branch: Branch,
) -> None:
    await branch.open_poll("Later?", kind="secret", opens="in 1 day")
    code = keys.new_code()
    early = await branch.ann.slash("poll receipt", code=code, poll="Later?")
    assert early.text.startswith("This poll is not open yet.")
    await branch.pass_(days=1)
    branch.clock.move(days=3)
    told = [
        (await branch.ann.slash("poll receipt", code=code, poll="Later?")).text,
        (await branch.ann.slash("poll recount", poll="Later?")).text,
    ]
    assert told[0].startswith("**Not yet.** Voting in **Later?** ends")
    assert told[1] == say("box.still_open")
    assert "still open" not in "".join(told)


async def test_an_open_poll_gives_no_receipts(branch: Branch) -> None:
    await branch.open_poll("In the open?")
    await branch.open_poll("In secret?", kind="secret")
    offered = await branch.ann.autocomplete("poll receipt", "poll", "in", code=keys.new_code())
    assert [name for name, _ in offered] == ["In secret?"]
    reply = await branch.ann.slash("poll receipt", code=keys.new_code(), poll="In the open?")
    assert reply.text == say("poll.not_secret")
