"""What takes seconds to make and is asked for by many at once is made once: pictures, proofs."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Made = TypeVar("Made")


class Lately(Generic[Key, Made]):
    """The last few things that were made, each once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Key, Made] = OrderedDict()
        self._turn = asyncio.Lock()

    async def of(self, key: Key, make: Callable[[], Awaitable[Made]]) -> Made:
        """What was made for this key, or is made now; nothing is kept of what raises."""
        if key not in self._made:
            async with self._turn:
                if key not in self._made:  # nobody has made it while we waited
                    self._made[key] = await make()
                    while len(self._made) > self._most:
                        self._made.popitem(last=False)
        self._made.move_to_end(key)
        return self._made[key]
