"""What whoever runs Steward can set: environment, `.env`, or one file per setting in a secrets folder.

Built once, in `__main__`. Choices of a branch (offices, channels, time zone) are data, not settings.
"""

import os
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "STEWARD_"
DISCORD = "https://discord.com/api/v10"

NO_TOKEN = "STEWARD_TOKEN is missing: put the bot's token in .env, the environment or the secrets folder"  # noqa: S105


class Unusable(Exception):
    """The settings cannot be used; `.lines` says why, one readable line each, never with a secret in it."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("settings")
        self.lines = lines


class Settings(BaseSettings):
    """Every setting there is. `.env.example` shows each; a test compares the two."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    token: SecretStr | None = None
    """The bot's token, from Discord's developer portal. Needed by `run` and `check --online` only."""
    data_dir: Path = Path("data")
    """The folder of everything Steward keeps."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """How much is logged. Content, choices and the token are not, at any level."""
    api_base: str = DISCORD
    """Where Discord's HTTP API is; another address is for the stand-in."""
    members_intent: bool = False
    """Ask for the list of members (privileged): exact rolls, and reminders by DM to those who have not voted."""
    letters_a_minute: Annotated[int, Field(ge=1, le=3000)] = 60
    """How many private messages about campaigns at most: faster than some speed, which it keeps to itself, Discord
    takes a bot for one that sends spam."""

    @field_validator("token")
    @classmethod
    def _token_has_the_shape_of_one(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None:
            return None
        text = token.get_secret_value().strip()
        if not text:
            return None
        if not re.fullmatch(r"[\x21-\x7e]+", text) or text[0] in "\"'<":
            raise ValueError("is not a token: it has spaces, quotes or characters that no token has")
        return SecretStr(text)

    @field_validator("log_level", mode="before")
    @classmethod
    def _level_in_any_case(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("api_base")
    @classmethod
    def _address_is_http(cls, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("is not an http:// or https:// address")
        return address.rstrip("/") + ("" if parts.path.strip("/") else "/api/v10")


def load() -> Settings:
    """The settings in force; raises Unusable with one line for each that cannot be used."""
    secrets = Path(os.environ.get(f"{PREFIX}SECRETS_DIR", "/run/secrets"))
    try:
        return Settings(_secrets_dir=secrets if secrets.is_dir() else None)  # pyright: ignore[reportCallIssue] - pydantic's own
    except ValidationError as error:
        raise Unusable([_line(e["loc"], e["msg"]) for e in error.errors(include_input=False)]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable([f"the settings could not be read: {error.__class__.__name__}"]) from None


def _line(where: tuple[int | str, ...], what: str) -> str:
    return f"{PREFIX}{str(where[0]).upper()}: {what.removeprefix('Value error, ')}"
