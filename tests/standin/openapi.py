"""Discord's own description as a judge of bodies: one compiled validator for each method and route that takes a body.

The document is no part of this repository; where it is not there `load()` returns None and tests say so.
"""

import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

DOCUMENT = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"
Json = dict[str, Any]


class Judge:
    """Says of a body what Discord's document has against it."""

    def __init__(self, document: Json) -> None:
        self.components = document["components"]
        # The document says ids are strings; Discord takes numbers too, and discord.py sends some so.
        snowflake = self.components["schemas"]["SnowflakeType"]
        self.components["schemas"]["SnowflakeType"] = {"anyOf": [snowflake, {"type": "integer", "minimum": 0}]}
        self.operations: dict[tuple[str, str], Json] = {}
        self.patterns: list[tuple[re.Pattern[str], str]] = []
        self.validators: dict[tuple[str, str], Any] = {}
        self.routes: dict[str, str | None] = {}
        for route, methods in document["paths"].items():
            self.patterns.append((_pattern(route), route))
            for method, operation in methods.items():
                if method != "parameters":
                    self.operations[method.upper(), route] = operation
        # A literal step such as @me must win over a parameter in its place.
        self.patterns.sort(key=lambda each: each[1].count("{"))

    def serves(self, method: str, route: str) -> bool:
        """Whether the document knows this method of this route."""
        return (method, route) in self.operations

    def check(self, method: str, route_or_path: str, body: Any) -> list[str]:
        """What is wrong with a body; nothing when the route takes none and none came."""
        route = self.route_of(route_or_path)
        if route is None or (method, route) not in self.operations:
            return [f"{method} {route_or_path} is not in the document"]
        validator = self._validator(method, route)
        if validator is None:
            return [] if not body else [f"{method} {route} takes no body"]
        if body is None:
            return []
        return [f"{_place(error)}: {error.message}" for error in validator.iter_errors(body)]

    def route_of(self, route_or_path: str) -> str | None:
        """The template of a path, or the template itself."""
        path = route_or_path.removeprefix("/api/v10").split("?")[0]
        if path not in self.routes:
            found = (route for pattern, route in self.patterns if path == route or pattern.fullmatch(path))
            self.routes[path] = next(found, None)
        return self.routes[path]

    def _validator(self, method: str, route: str) -> Any:
        key = (method, route)
        if key not in self.validators:
            schema = _body_schema(self.operations[key])
            # The document's references are absolute within it, so each schema carries the components along.
            self.validators[key] = schema and jsonschema_rs.Draft202012Validator(
                {**schema, "components": self.components}, validate_formats=False
            )
        return self.validators[key]


def load() -> Judge | None:
    """The judge, if the document is there."""
    return Judge(orjson.loads(DOCUMENT.read_bytes())) if DOCUMENT.exists() else None


def _body_schema(operation: Json) -> Json | None:
    content = operation.get("requestBody", {}).get("content", {})
    for kind in ("application/json", "multipart/form-data"):
        if kind in content:
            return content[kind]["schema"]
    return None


def _pattern(route: str) -> re.Pattern[str]:
    return re.compile(
        "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]+\})", route))
    )


def _place(error: Any) -> str:
    return "/".join(map(str, error.instance_path)) or "body"
