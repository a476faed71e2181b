"""How Discord says no: an HTTP status, a numbered code and a sentence; for bad bodies also which field is wrong."""

from typing import Any

Json = dict[str, Any]

# Discord's numbered refusals: the status each comes with and its sentence.
KNOWN: dict[int, tuple[int, str]] = {
    10002: (404, "Unknown Application"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10070: (404, "Unknown Guild Scheduled Event"),
    20026: (
        403,
        "Your bot has been flagged by our anti-spam system for abusive behavior. While your bot is quarantined, it is "
        "unable to join any more guilds, or send any direct messages to users it has not messaged before.",
    ),
    30003: (400, "Maximum number of pins reached (250)"),
    30015: (400, "Maximum number of attachments in a message reached (10)"),
    30032: (400, "Maximum number of application commands reached (100)."),
    30038: (400, "Maximum number of uncompleted guild scheduled events reached (100)"),
    40003: (403, "You are opening direct messages too fast"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50024: (403, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50033: (400, "Invalid Recipient(s)"),
    50034: (400, "A message provided was too old to bulk delete"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    50192: (400, "Interaction app not found"),
    160002: (403, "Cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
    180000: (400, "Cannot update a finished event"),
}


class Refusal(Exception):
    """An answer other than success, in the shape Discord gives it."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.extra: Json = {}

    def body(self) -> Json:
        """The body of the answer, nested field errors included."""
        answer: Json = {"message": self.message, "code": self.code, **self.extra}
        if self.errors:
            answer["errors"] = self.errors
        return answer


def refuse(code: int) -> Refusal:
    """The refusal Discord knows by this number."""
    status, message = KNOWN[code]
    return Refusal(status, code, message)


def plain(status: int, phrase: str) -> Refusal:
    """A refusal that has no number of its own, such as 401 and 404 for a route that is not there."""
    return Refusal(status, 0, f"{status}: {phrase}")
