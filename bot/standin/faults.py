"""Bad days to order: answers lost, errors, slowness, a network that is away. Ordinary world changes are not here."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase


class Bad(StrEnum):
    """What goes wrong with one request."""

    ERROR = "error"  # an HTTP status, the request not carried out
    LOST = "lost"  # carried out, but the answer is an HTTP error
    CUT = "cut"  # carried out, but the connection is cut before the answer
    REFUSED = "refused"  # the connection is cut and nothing is carried out
    SLOW = "slow"  # carried out and answered, late
    LIMITED = "limited"  # 429
    NUMBERED = "numbered"  # one of Discord's own refusals


@dataclass
class Fault:
    """One order: what goes wrong, with which requests, how often."""

    bad: Bad
    method: str = "*"
    route: str = "*"
    times: float = 1
    status: int = 502
    seconds: float = 0.0
    everywhere: bool = False
    code: int = 0
    done: int = 0

    def matches(self, method: str, route: str) -> bool:
        """Whether it is this request's turn."""
        return self.times > self.done and fnmatchcase(method, self.method) and fnmatchcase(route, self.route)


@dataclass
class Faults:
    """The orders not yet used up; `route` may hold `*`, e.g. `faults.error("POST", "*/messages", times=2)`."""

    orders: list[Fault] = field(default_factory=list[Fault])
    gateway_refused: bool = False
    resume_refused: bool = False
    paused: asyncio.Event | None = None
    disconnect: Callable[[int | None], None] = field(default=lambda _code: None, repr=False)
    request_reconnect: Callable[[], None] = field(default=lambda: None, repr=False)
    invalidate: Callable[[bool], None] = field(default=lambda _resumable: None, repr=False)

    def error(self, method: str = "*", route: str = "*", *, times: float = 1, status: int = 502) -> Fault:
        """An HTTP error instead of doing what was asked."""
        return self._order(Fault(Bad.ERROR, method, route, times, status))

    def refuse(self, code: int, method: str = "*", route: str = "*", *, times: float = 1) -> Fault:
        """Discord's refusal of this number, for a reason that the pretend world does not know of."""
        return self._order(Fault(Bad.NUMBERED, method, route, times, code=code))

    def lose_answer(self, method: str = "*", route: str = "*", *, times: float = 1, status: int = 502) -> Fault:
        """What was asked is done, but the answer is an HTTP error."""
        return self._order(Fault(Bad.LOST, method, route, times, status))

    def cut(self, method: str = "*", route: str = "*", *, times: float = 1, before: bool = False) -> Fault:
        """The connection breaks: after what was asked is done, or before."""
        return self._order(Fault(Bad.REFUSED if before else Bad.CUT, method, route, times))

    def slow(self, seconds: float, method: str = "*", route: str = "*", *, times: float = 1) -> Fault:
        """What was asked is done at once but answered late."""
        return self._order(Fault(Bad.SLOW, method, route, times, seconds=seconds))

    def storm(
        self,
        method: str = "*",
        route: str = "*",
        *,
        times: float = 1,
        retry_after: float = 0.1,
        everywhere: bool = False,
    ) -> Fault:
        """Rate limited, whatever was counted; `everywhere` makes it the global limit."""
        return self._order(Fault(Bad.LIMITED, method, route, times, seconds=retry_after, everywhere=everywhere))

    def pause(self) -> None:
        """No request gets an answer until `calm`; then each is carried out."""
        self.paused = asyncio.Event()

    def unreachable(self, *, gateway: bool = True) -> None:
        """No request gets through, and the gateway takes nobody, until `calm`."""
        self._order(Fault(Bad.REFUSED, times=float("inf")))
        self.gateway_refused = gateway
        if gateway:
            self.drop_gateway()

    def drop_gateway(self, code: int | None = None) -> None:
        """Close every gateway connection with a code, or without one cut the sockets."""
        self.disconnect(code)

    def refuse_gateway(self, *, seconds: float | None = None) -> None:
        """Take no gateway connection: until `calm`, or for so long."""
        self.gateway_refused = True
        if seconds is not None:
            asyncio.get_running_loop().call_later(seconds, self._take_gateway_again)

    def refuse_resume(self) -> None:
        """The next resume is answered with an invalid session."""
        self.resume_refused = True

    def reconnect(self) -> None:
        """Ask every connection to reconnect (op 7)."""
        self.request_reconnect()

    def invalidate_sessions(self, *, resumable: bool = False) -> None:
        """Tell every connection that its session is invalid (op 9)."""
        self.invalidate(resumable)

    def calm(self) -> None:
        """Take back every order."""
        self.orders.clear()
        self.gateway_refused = self.resume_refused = False
        if self.paused is not None:
            self.paused.set()
            self.paused = None

    def next(self, method: str, route: str) -> Fault | None:
        """The fault this request is to meet, counted as used."""
        for fault in self.orders:
            if fault.matches(method, route):
                fault.done += 1
                return fault
        return None

    def _order(self, fault: Fault) -> Fault:
        self.orders.append(fault)
        return fault

    def _take_gateway_again(self) -> None:
        self.gateway_refused = False
