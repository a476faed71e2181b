"""Seals: what members report is kept under authenticated encryption, with a key that lies in no database and no backup.

What is sealed is sealed to a place (`about`, such as "head:7:12"): moved to another row, it does not open. A seal is

    format (1 byte) · number of its key (4) · nonce (24) · ciphertext and its tag, XChaCha20-Poly1305

and inside is the length of the content (4 bytes), the content, and zeros up to a multiple of 512, so that a size says
little. A nonce of 24 bytes is drawn anew each time and needs no bookkeeping. Format and number are authentic too.

Also the tags by which codes are found again: without the key file, neither a code nor a guess can be tried on the data.
"""

import hmac
import secrets
import struct
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.secret import Aead

from bot.keys import Keys, new_code, read_code

OF_SEALS, OF_CODES = "seal", "codes"  # how the names of their key files end
CODES_KEY = 1  # the only one: what is known of a code is its tag, which cannot be made anew without it
FORMAT = 1
STEP = 512
MOST_KEYS = 1_000_000  # a seal that names a higher one is damaged: no branch changes keys that often
_HEAD = struct.Struct(">BI")
_LENGTH = struct.Struct(">I")
_OVERHEAD = _HEAD.size + Aead.NONCE_SIZE + Aead.MACBYTES


class Broken(Exception):
    """What was sealed is not whole, was changed, or belongs to another place than where it was found."""


class Seals:
    """What can be done with the keys of reports. Each is read from the disk once and stays in memory while this lives.

    Keys are made by `begin`, or else when they are first needed. Any thread may call.
    """

    def __init__(
        self, folder: Path, token_bytes: Callable[[int], bytes] = secrets.token_bytes, *, is_looking: bool = False
    ) -> None:
        """As Keys: the folder is made where it is missing; raises keys.Exposed. Who is looking opens, and no more."""
        self._keys = Keys[int](folder, OF_SEALS, is_looking=is_looking)
        self._codes = Keys[int](folder, OF_CODES, is_looking=is_looking)
        self._token_bytes = token_bytes
        self._one_by_one = threading.RLock()  # two threads must not make the same key
        self._open: dict[int, Aead] = {}
        self._newest = max(self._keys.held(), default=0)
        self._code_key: bytes | None = None
        self._used = 0

    def expect(self, number: int) -> None:
        """The data were sealed with keys up to this number: no new key gets a number that may have been used.

        From then on a missing key of codes is Lost: another would know none of the codes that members keep.
        """
        self._used = max(self._used, number)

    def begin(self) -> None:
        """Make the first keys before there is anything to seal: their files' times must not say when that came.

        Raises OSError. Where something was sealed already, a key that is missing is missed, and not made anew.
        """
        if not self._used:
            self._current()
            self._key_of_codes()

    def seal(self, content: bytes, about: str) -> bytes:
        """The content, sealed to this place with the newest key. Raises keys.Lost when that is not whole."""
        number, key = self._current()
        head = _HEAD.pack(FORMAT, number)
        inside = _LENGTH.pack(len(content)) + content
        inside += bytes(-len(inside) % STEP)
        return head + key.encrypt(inside, head + about.encode(), self._token_bytes(Aead.NONCE_SIZE))

    def open(self, sealed: bytes, about: str) -> bytes:
        """The content of what was sealed to this place. Raises Broken, or keys.Lost which names the missing file."""
        number = number_of(sealed)
        if len(sealed) <= _OVERHEAD or (len(sealed) - _OVERHEAD) % STEP or 0 < self._highest() < number:
            raise Broken
        key = self._key(number)
        try:
            inside = key.decrypt(sealed[_HEAD.size :], sealed[: _HEAD.size] + about.encode())
        except CryptoError:
            raise Broken from None
        (length,) = _LENGTH.unpack_from(inside)
        return inside[_LENGTH.size : _LENGTH.size + length]

    def reseal(self, sealed: bytes, about: str) -> bytes:
        """The same content at the same place, under the newest key. Raises what open and seal do."""
        return self.seal(self.open(sealed, about), about)

    def newest(self) -> int | None:
        """The number of the key that seals, if one was made."""
        return self._newest or None

    def held(self) -> set[int]:
        """The numbers of all the keys in the folder."""
        return self._keys.held()

    def missing(self, numbers: Iterable[int]) -> set[int]:
        """Those of these keys that are not in the folder, or not whole."""
        return {number for number in numbers if not self._keys.has(number)}

    def renew(self) -> int:
        """Make the next key, with which everything is sealed from here on; its number."""
        with self._one_by_one:
            number = self._highest() + 1
            self._open[number] = Aead(self._keys.make(number))
            self._newest = number
        return number

    def destroy(self, number: int) -> None:
        """Overwrite this key and remove it: what is still sealed with it can never be opened again."""
        with self._one_by_one:
            self._keys.destroy(number)
            self._open.pop(number, None)
            self._newest = max(self._keys.held(), default=0)

    def code_tag(self, guild_id: int, body: str) -> bytes:
        """By what the code with these 20 characters is found again in this branch. Raises keys.Lost."""
        return hmac.digest(self._key_of_codes(), f"steward:code:{guild_id}:{body}".encode(), "sha256")

    def tag_of_typed(self, guild_id: int, text: str) -> bytes:
        """The tag of a code as it was typed; of what is no code, one that nothing has. Raises keys.Lost.

        Either takes the same time, so that an answer tells nobody how near a guess came.
        """
        body, nobodys = read_code(text), new_code()
        return self.code_tag(guild_id, nobodys if body is None else body)

    def has_codes(self) -> bool:
        """Whether the key of codes is in the folder, and whole."""
        return self._codes.has(CODES_KEY)

    def renew_codes(self) -> None:
        """Replace a lost key of codes; the codes that members have lead nowhere from here on."""
        with self._one_by_one:
            self._codes.destroy(CODES_KEY)  # half a key would be in the way
            self._codes.make(CODES_KEY)
            self._code_key = None

    def _highest(self) -> int:
        return max(self._newest, self._used)

    def _current(self) -> tuple[int, Aead]:
        with self._one_by_one:
            number = self._newest if self._newest and self._newest >= self._used else self.renew()
            return number, self._key(number)

    def _key(self, number: int) -> Aead:
        with self._one_by_one:
            if number not in self._open:
                self._open[number] = Aead(self._keys.read(number))
            return self._open[number]

    def _key_of_codes(self) -> bytes:
        with self._one_by_one:
            if self._code_key is None:
                if not self._used and not self.has_codes():
                    self.renew_codes()
                self._code_key = self._codes.read(CODES_KEY)
            return self._code_key


def number_of(sealed: bytes) -> int:
    """The number of the key that this was sealed with; its first five bytes are enough. Raises Broken."""
    if len(sealed) < _HEAD.size:
        raise Broken
    form, number = _HEAD.unpack_from(sealed)
    if form != FORMAT or not 1 <= number <= MOST_KEYS:
        raise Broken
    return number
