"""The key files beside the database, and what is made with them: tags of members. Also codes, which need no key.

A key is of one secret poll, or of one ballot held elsewhere. Whoever has it and the tags can say who voted, or who
says to have posted a paper, and nobody can without it. So it is in no database, in no backup, and can be destroyed by
itself. The keys of reports (bot/seals.py) lie beside them.

A code is shown once, to be kept and typed: a receipt of a secret poll, or what leads back to a report.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar, cast

from bot.errors import Invalid
from bot.ids import MemberId, PollId

KEY_BYTES = 32
OF_POLLS, OF_OUTSIDE_BALLOTS, OF_WORKLOAD_RETURNS = (
    "ballot",
    "outside",
    "workload",
)  # how the names of their key files end
CODE_BITS = 100
CODE_LENGTH = 20
# Crockford's base 32: no I, L, O or U, which are misread or misspelt. The last five are for the check character only.
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"
_MISREAD = str.maketrans("OIL", "011")
_SPACING = dict.fromkeys(map(ord, " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212`"))
# What comes along when somebody copies it out of a message or a letter: quotation marks, a full stop, unseen marks.
_AROUND = dict.fromkeys(map(ord, "'\"\u2018\u2019\u201c\u201d.,:\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))

K = TypeVar("K", bound=int)


class Exposed(PermissionError):
    """Other users of this computer could read the keys: Steward does not start."""

    def __init__(self, path: Path) -> None:
        super().__init__(13, f"other users of this computer could read it; chmod -R go= {path}", str(path))


class Lost(FileNotFoundError):
    """A key that was made is not there, or not whole: what was made with it means nothing without it."""

    def __init__(self, path: Path) -> None:
        super().__init__(2, "this key is missing or not whole", str(path))


class Keys(Generic[K]):
    """The keys of one kind in the key folder. Every change to it is on the disk when the call returns."""

    def __init__(self, folder: Path, kind: str = OF_POLLS, *, is_looking: bool = False) -> None:
        """The folder is made where it is missing; Exposed when others than its owner can open it or a key in it.

        Who is only looking, perhaps beside a bot that runs, makes and clears away nothing.
        """
        self._folder = folder
        self._kind = kind
        if is_looking:
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in (folder, *folder.iterdir()):
            if path.stat().st_mode & 0o077:
                raise Exposed(path)
        for unfinished in folder.glob("*.part"):  # of a start that was cut off: nothing was made with it yet
            unfinished.unlink()

    def make(self, ballot_id: K) -> bytes:
        """This ballot's key: a new one, or the one it has already."""
        file = self._file(ballot_id)
        if not file.exists():
            unfinished = file.with_name(f"{file.name}.part")
            _store(unfinished, secrets.token_bytes(KEY_BYTES))
            unfinished.rename(file)
            _sync(self._folder)
        return self.read(ballot_id)

    def read(self, ballot_id: K) -> bytes:
        """This ballot's key; raises Lost."""
        file = self._file(ballot_id)
        try:
            key = file.read_bytes()
        except FileNotFoundError as error:
            raise Lost(file) from error
        if len(key) != KEY_BYTES:
            raise Lost(file)
        return key

    def has(self, ballot_id: K) -> bool:
        """Whether this ballot's key is there, and whole."""
        try:
            self.read(ballot_id)
        except Lost:
            return False
        return True

    def destroy(self, ballot_id: K) -> None:
        """Overwrite the key and remove it. Destroying it twice is harmless."""
        file = self._file(ballot_id)
        if file.exists():
            _store(file, secrets.token_bytes(KEY_BYTES))
            file.unlink()
            _sync(self._folder)

    def held(self) -> set[K]:
        """The ballots that have a key, for whoever looks after keys that should be gone."""
        files = self._folder.glob(f"*.{self._kind}")
        return {cast("K", int(file.stem)) for file in files if file.stem.isdecimal()}

    def _file(self, ballot_id: K) -> Path:
        return self._folder / f"{ballot_id}.{self._kind}"


def tag(key: bytes, member_id: MemberId) -> bytes:
    """This member in the ballot of this key, and in no other."""
    return hmac.digest(key, b"%d" % member_id, "sha256")


def new_code(randbits: Callable[[int], int] = secrets.randbits) -> str:
    """A code to be shown once: 100 random bits and a check character, in groups that can be read out."""
    value = randbits(CODE_BITS)
    text = _spell(value) + SYMBOLS[value % len(SYMBOLS)]
    return "-".join((text[:5], text[5:10], text[10:15], text[15:]))


def read_code(text: str) -> str | None:
    """The 20 characters of a code as typed: any case, O for 0, I or L for 1, any spaces, hyphens and quotes.

    None when it is no code, or has one wrong character, or two neighbours the wrong way round.
    """
    plain = text.translate(_SPACING | _AROUND).upper().translate(_MISREAD)
    body, check = plain[:CODE_LENGTH], plain[CODE_LENGTH:]
    if len(check) != 1 or any(symbol not in SYMBOLS[:32] for symbol in body):
        return None
    return body if SYMBOLS[_value(body) % len(SYMBOLS)] == check else None


def read_receipt(text: str) -> str:
    """The 20 characters of a receipt, however it was typed."""
    body = read_code(text)
    if body is None:
        raise Invalid("box.receipt_unreadable")
    return body


def receipt_hash(poll_id: PollId, receipt: str) -> bytes:
    """What is stored and published of a receipt. Its owner can compute it without Steward."""
    return hashlib.sha256(f"steward:receipt:{poll_id}:{read_receipt(receipt)}".encode("ascii")).digest()


def _spell(value: int) -> str:
    return "".join(SYMBOLS[value >> shift & 31] for shift in range(CODE_BITS - 5, -1, -5))


def _value(body: str) -> int:
    value = 0
    for symbol in body:
        value = value << 5 | SYMBOLS.index(symbol)
    return value


def _store(file: Path, content: bytes) -> None:
    fd = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)  # not O_TRUNC: it would free the old block
    try:
        os.write(fd, content)
        os.fsync(fd)
    finally:
        os.close(fd)


def _sync(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
