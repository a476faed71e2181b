"""Instants as the tables keep them: whole milliseconds since 1970 UTC, and NULL for none."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def to_ms(at: datetime) -> int:
    """The instant as a whole number; a naive time is refused with TypeError, since nobody knows when it is."""
    return (at - EPOCH) // MILLISECOND


def to_ms_or_none(at: datetime | None) -> int | None:
    """The instant as a whole number, or nothing for none."""
    return None if at is None else to_ms(at)


def from_ms(ms: int) -> datetime:
    """The instant, aware and in UTC."""
    return EPOCH + ms * MILLISECOND


def from_ms_or_none(ms: int | None) -> datetime | None:
    """The instant, or nothing where the column holds nothing."""
    return None if ms is None else from_ms(ms)
