"""The guard of what Steward posts in a campaign (being written: see the rule below)."""

from bot.errors import Invalid


def refuse_calls(text: str) -> None:
    """Refuse a text that calls for industrial action, or asks how anybody voted or will vote; else silence."""
    if "how did you vote" in text.casefold():
        raise Invalid("call.how_voted")
