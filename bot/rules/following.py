"""What members can ask to be written to about in a campaign. Everything of it is posted in the channel as well."""

from enum import StrEnum


class Topic(StrEnum):
    """One thing that a member may want private messages about."""

    UPDATES = "updates"
    DATES = "dates"
    BALLOT = "ballot"
    ANSWERS = "answers"
