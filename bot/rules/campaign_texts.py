"""What people type that Steward posts of a campaign: clean and in words (`texts`), and no call for action (`calls`)."""

from bot.rules import texts


def words(text: str, *, most: int, field: str = "text", **where: object) -> str:
    """One line, or a refusal that names the field."""
    return _checked(texts.words(text, most=most, field=field, **where))


def sentences(text: str, *, most: int, field: str = "text", **where: object) -> str:
    """The same for longer text."""
    return _checked(texts.sentences(text, most=most, field=field, **where))


def refuse_calls(cleaned: str) -> None:
    """Refuse a call for action (`calls`), whose patterns are made ready for the first one: that takes a while."""
    from bot.rules import calls  # noqa: PLC0415

    calls.refuse_calls(cleaned)


def _checked(cleaned: str) -> str:
    refuse_calls(cleaned)
    return cleaned
