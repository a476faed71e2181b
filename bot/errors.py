"""What can go wrong between a person and the branch, by what the person can do about it.

An error carries a message key and values, never a sentence: `bot.ui` answers it in the asker's language.
"""


class BranchError(Exception):
    """A refusal with a message key in the catalogues and the values its sentence needs.

    Values are shown to the person and never logged; `str()` of the error is the key alone.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class NotAllowed(BranchError):
    """The person lacks the power or is not eligible: ask somebody who has it."""


class NotFound(BranchError):
    """The thing named is not there, or is not this branch's: choose another."""


class TooLate(BranchError):
    """It was possible once, or will be: the time or the state is wrong."""


class AlreadyDone(BranchError):
    """It has been done; nothing was changed."""


class Invalid(BranchError):
    """What was typed or chosen cannot be used: correct it and try again."""


class Unavailable(BranchError):
    """The data could not be read or written just now (locked, disk full): nothing was changed; try again."""
