"""A rep calls a meeting: from the form to the notice that members read."""

from bot.i18n import say
from tests.e2e.living import Branch
from tests.e2e.meetings import announce, draft_meeting


async def test_what_is_posted_is_what_was_previewed(branch: Branch) -> None:
    preview = await draft_meeting(branch)
    post = await announce(branch)
    assert preview.embeds[0]["description"] == post.embeds[0]["description"]
    assert branch.labels(post) == ["Coming", "Online", "Apologies", "Not sure", say("meeting.add_to_calendar")]
