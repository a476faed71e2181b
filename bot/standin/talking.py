"""One client's side of the gateway: what it may say when, and the closes it earns by saying it wrong."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import orjson

from bot.standin.errors import Json
from bot.standin.sessions import MEMBERS, MESSAGE_CONTENT, PRESENCES, VALID_INTENTS, Session, Socket
from bot.standin.world import as_json

if TYPE_CHECKING:
    from bot.standin.gateway import Gateway

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, REQUEST_MEMBERS, INVALID, HELLO, ACK = (
    1,
    2,
    3,
    4,
    6,
    7,
    8,
    9,
    10,
    11,
)
UNKNOWN_OP, DECODE, NOT_IDENTIFIED, WRONG_TOKEN, TWICE, BAD_SEQUENCE, TOO_FAST = (
    4001,
    4002,
    4003,
    4004,
    4005,
    4007,
    4008,
)
TIMED_OUT, BAD_SHARD, BAD_VERSION, BAD_INTENTS, NOT_ALLOWED = 4009, 4010, 4012, 4013, 4014
LARGEST = 4096
CHUNK = 1000


class Closed(Exception):
    """The connection ends with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Talk:
    """One client's side of the conversation: what it may say when."""

    def __init__(self, gateway: Gateway, socket: Socket) -> None:
        self.gateway = gateway
        self.world = gateway.world
        self.socket = socket
        self.session: Session | None = None
        self.said: list[float] = []
        self.answers = {
            HEARTBEAT: self._heartbeat,
            IDENTIFY: self._identify,
            RESUME: self._resume,
            REQUEST_MEMBERS: self._members,
            PRESENCE: self._nothing,
            VOICE: self._nothing,
        }

    def hear(self, data: str | bytes) -> None:
        """Act on one payload of the client's."""
        if len(data) > LARGEST:
            raise Closed(DECODE)
        self._count()
        try:
            payload = as_json(orjson.loads(data))
        except orjson.JSONDecodeError:
            raise Closed(DECODE) from None
        answer = self.answers.get(cast("Any", payload.get("op")))
        if answer is None:
            raise Closed(UNKNOWN_OP)
        answer(payload.get("d"))

    def _count(self) -> None:
        now = asyncio.get_running_loop().time()
        self.said = [*(when for when in self.said if now - when < 60), now]
        if len(self.said) > self.gateway.per_minute:
            raise Closed(TOO_FAST)

    def _heartbeat(self, _sequence: object) -> None:
        self.socket.send(orjson.dumps({"t": None, "s": None, "op": ACK, "d": None}))

    def _nothing(self, _data: object) -> None:
        if self.session is None:
            raise Closed(NOT_IDENTIFIED)

    def _identify(self, data: object) -> None:
        asked = as_json(data)
        if self.session is not None:
            raise Closed(TWICE)
        self._check_token(asked)
        shard, shards = self._shard(asked)
        intents = self._intents(asked)
        for old in [each for each in self.gateway.sessions.values() if each.shard == shard and each.socket is None]:
            del self.gateway.sessions[old.id]
        self.session = Session(shard, shards, intents, self.socket)
        self.gateway.sessions[self.session.id] = self.session
        self._introduce(self.session)

    def _check_token(self, asked: Json) -> None:
        token = asked.get("token")
        if not isinstance(token, str) or token.removeprefix("Bot ") != self.gateway.token:
            raise Closed(WRONG_TOKEN)

    def _shard(self, asked: Json) -> tuple[int, int]:
        held = asked.get("shard") or [0, 1]
        match held:
            case [int(shard), int(shards)] if 0 <= shard < shards:
                return shard, shards
            case _:
                raise Closed(BAD_SHARD)

    def _intents(self, asked: Json) -> int:
        intents = asked.get("intents")
        if not isinstance(intents, int) or intents & ~VALID_INTENTS:
            raise Closed(BAD_INTENTS)
        page = self.world.application
        switches = (
            (MEMBERS, page.members_intent),
            (PRESENCES, page.presence_intent),
            (MESSAGE_CONTENT, page.message_content),
        )
        if any(intents & intent and not granted for intent, granted in switches):
            raise Closed(NOT_ALLOWED)
        return intents

    def _introduce(self, session: Session) -> None:
        mine = [each for each in self.world.guilds.values() if (each.id >> 22) % session.shards == session.shard]
        page = self.world.application
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": self.world.bot.payload() | {"verified": True, "mfa_enabled": True, "flags": 0, "email": None},
                "guilds": [{"id": str(each.id), "unavailable": True} for each in mine],
                "session_id": session.id,
                "session_type": "normal",
                "resume_gateway_url": self.gateway.url,
                "shard": [session.shard, session.shards],
                "application": {"id": str(page.id), "flags": page.flags},
                "user_settings": {},
                "user_settings_proto": None,
                "private_channels": [],
                "presences": [],
                "relationships": [],
                "guild_join_requests": [],
                "geo_ordered_rtc_regions": [],
                "auth": {},
                "_trace": ["stand-in"],
            },
        )
        for guild in mine:
            if guild.available and session.intents & 1:
                session.dispatch("GUILD_CREATE", guild.introduction())

    def _resume(self, data: object) -> None:
        asked = as_json(data)
        if self.session is not None:
            raise Closed(TWICE)
        self._check_token(asked)
        session = self.gateway.sessions.get(str(asked.get("session_id")))
        sequence = asked.get("seq")
        if session is None or not isinstance(sequence, int) or self._refused(session, sequence):
            self.socket.send(orjson.dumps({"t": None, "s": None, "op": INVALID, "d": False}))
            return
        if sequence > session.sequence:
            raise Closed(BAD_SEQUENCE)
        self.session, session.socket = session, self.socket
        session.replay(sequence)

    def _refused(self, session: Session, sequence: int) -> bool:
        if self.gateway.faults.resume_refused:
            self.gateway.faults.resume_refused = False
            self.gateway.sessions.pop(session.id, None)
            return True
        return not session.can_replay(sequence)

    def _members(self, data: object) -> None:
        session, asked = self.session, as_json(data)
        if session is None:
            raise Closed(NOT_IDENTIFIED)
        guild = self.world.guilds.get(int(asked.get("guild_id") or 0))
        if guild is None:
            return
        wanted = wanted_members(asked, [each.payload() for each in guild.members.values()])
        everybody = asked.get("query") == "" and not asked.get("limit")
        if not session.intents & MEMBERS and everybody:
            raise Closed(BAD_INTENTS)
        pieces = [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)] or [[]]
        for index, piece in enumerate(pieces):
            told = {
                "guild_id": str(guild.id),
                "members": piece,
                "chunk_index": index,
                "chunk_count": len(pieces),
                "not_found": [],
            }
            nonce = asked.get("nonce")
            session.dispatch("GUILD_MEMBERS_CHUNK", told if nonce is None else told | {"nonce": nonce})


def wanted_members(asked: Json, members: list[Json]) -> list[Json]:
    """The members a request asks for: by id, or by the beginning of the name."""
    named = asked.get("user_ids")
    if named is not None:
        listed = cast("list[Any]", named if isinstance(named, list) else [named])
        ids = {str(each) for each in listed}
        return [each for each in members if each["user"]["id"] in ids]
    query = str(asked.get("query") or "").lower()
    found = [each for each in members if each["user"]["username"].lower().startswith(query)]
    return found[: int(asked.get("limit") or 0) or None]
