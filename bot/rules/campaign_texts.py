"""What people type that Steward posts of a campaign: clean and in words (`texts`), and no call for action (`calls`)."""

from bot.rules import texts
from bot.rules.calls import refuse_calls


def words(text: str, *, most: int, field: str = "text", **where: object) -> str:
    """One line, or a refusal that names the field."""
    cleaned = texts.words(text, most=most, field=field, **where)
    refuse_calls(cleaned)
    return cleaned


def sentences(text: str, *, most: int, field: str = "text", **where: object) -> str:
    """The same for longer text."""
    cleaned = texts.sentences(text, most=most, field=field, **where)
    refuse_calls(cleaned)
    return cleaned
