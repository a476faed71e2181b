"""Bodies checked field by field against small tables, with the refusals nested as Discord nests them (code 50035).

A table says what Discord's document says: which fields there are, how long, which are required. A field that no table
knows is ignored, as Discord ignores it, and remembered in `Form.ignored` so that a test can notice it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlsplit

from bot.standin.errors import Json, Refusal

Path = tuple[str | int, ...]


@dataclass
class Form:
    """One body under inspection: everything wrong with it is gathered before anything is said."""

    errors: Json = field(default_factory=dict[str, Any])
    ignored: list[str] = field(default_factory=list[str])
    faults: int = 0

    def wrong(self, path: Path, code: str, message: str) -> None:
        """Note one fault at this place in the body."""
        self.faults += 1
        place = self.errors
        for step in path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def settle(self) -> None:
        """Refuse the body if anything was wrong with it."""
        if self.errors:
            raise Refusal(400, 50035, "Invalid Form Body", self.errors)


Check = Callable[[Form, Path, Any], None]


@dataclass(frozen=True)
class Field:
    """What one field may hold, and whether it may be left out."""

    check: Check
    required: bool = False


class Model:
    """An object with known fields; calling it checks a value against them."""

    def __init__(self, fields: dict[str, Field], *also: Check) -> None:
        self.fields = fields
        self.required = [name for name, known in fields.items() if known.required]
        self.also = also

    def __call__(self, form: Form, path: Path, value: Any) -> None:
        """Check the object's fields, then the rules that join several of them."""
        if not isinstance(value, dict):
            form.wrong(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return
        body = cast("Json", value)
        before = form.faults
        for name in self.required:
            if body.get(name) is None:
                form.wrong((*path, name), "BASE_TYPE_REQUIRED", "This field is required")
        self._each(form, path, body)
        if form.faults == before:
            for rule in self.also:
                rule(form, path, body)

    def _each(self, form: Form, path: Path, body: Json) -> None:
        for name, held in body.items():
            known = self.fields.get(name)
            if known is None:
                form.ignored.append(".".join(map(str, (*path, name))))
            elif held is not None:
                known.check(form, (*path, name), held)


def inspect(model: Model, body: object) -> Form:
    """The body checked whole; raises the refusal, or returns the form with what was ignored."""
    form = Form()
    model(form, (), body)
    form.settle()
    return form


def text(low: int, high: int, *, required: bool = False) -> Field:
    """A string of so many characters."""

    def check(form: Form, path: Path, value: Any) -> None:
        if not isinstance(value, str):
            form.wrong(path, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
        elif len(value) > high or len(value) < low:
            bad_length(form, path, low, high)

    return Field(check, required)


def bad_length(form: Form, path: Path, low: int, high: int) -> None:
    """Note a length outside these bounds in Discord's words."""
    if low:
        form.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
    else:
        form.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")


def number(low: float | None = None, high: float | None = None, *, required: bool = False, whole: bool = True) -> Field:
    """A number within these bounds, whole unless said otherwise."""

    def check(form: Form, path: Path, value: Any) -> None:
        found = _as_number(value)
        if found is None or isinstance(value, bool) or (whole and not isinstance(found, int)):
            form.wrong(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not {"int" if whole else "float"}.')
        elif low is not None and found < low:
            form.wrong(path, "NUMBER_TYPE_MIN", f"Value should be greater than or equal to {low}.")
        elif high is not None and found > high:
            form.wrong(path, "NUMBER_TYPE_MAX", f"Value should be less than or equal to {high}.")

    return Field(check, required)


def _as_number(value: object) -> int | float | None:
    if isinstance(value, str):
        return int(value) if value.removeprefix("-").isdecimal() else None
    if isinstance(value, int | float):
        return value
    return None


def one_of(*values: object, required: bool = False) -> Field:
    """One of a fixed list of values."""

    def check(form: Form, path: Path, value: Any) -> None:
        if isinstance(value, bool) or value not in values:
            among = ", ".join(map(str, values))
            form.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{among}}}.")

    return Field(check, required)


def yes_no(*, required: bool = False) -> Field:
    """A boolean."""

    def check(form: Form, path: Path, value: Any) -> None:
        if not isinstance(value, bool):
            form.wrong(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")

    return Field(check, required)


def snowflake(*, required: bool = False) -> Field:
    """An id: a whole number, usually written as a string."""

    def check(form: Form, path: Path, value: Any) -> None:
        if isinstance(value, bool) or not str(value).isdecimal():
            form.wrong(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')

    return Field(check, required)


def many(item: Check, low: int, high: int, *, required: bool = False) -> Field:
    """A list of so many things, each checked."""

    def check(form: Form, path: Path, value: Any) -> None:
        if not isinstance(value, list):
            form.wrong(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return
        held = cast("list[Any]", value)
        if not low <= len(held) <= high:
            bad_length(form, path, low, high)
            return
        for place, one in enumerate(held):
            item(form, (*path, place), one)

    return Field(check, required)


def typed(models: dict[int, Model]) -> Check:
    """One of several objects, told apart by their `type`."""

    def check(form: Form, path: Path, value: Any) -> None:
        kind = cast("Json", value).get("type") if isinstance(value, dict) else None
        model = models.get(kind) if isinstance(kind, int) else None
        if model is None:
            among = ", ".join(map(str, models))
            message = f'Value of field "type" must be one of ({among}).'
            form.wrong((*path, "type"), "UNION_TYPE_CHOICES", message)
        else:
            model(form, path, value)

    return check


def url(high: int, *schemes: str, required: bool = False) -> Field:
    """A web address with one of these schemes."""

    def check(form: Form, path: Path, value: Any) -> None:
        if not isinstance(value, str) or len(value) > high:
            bad_length(form, path, 0, high)
            return
        parts = urlsplit(value)
        if parts.scheme not in schemes:
            among = ", ".join(f"'{scheme}'" for scheme in schemes)
            message = f'Scheme "{parts.scheme}" is not supported. Scheme must be one of ({among}).'
            form.wrong(path, "URL_TYPE_INVALID_SCHEME", message)
        elif not parts.netloc:
            form.wrong(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")

    return Field(check, required)


def moment(*, required: bool = False) -> Field:
    """An ISO 8601 date and time."""

    def check(form: Form, path: Path, value: Any) -> None:
        if instant(value) is None:
            message = f"Could not parse {value}. Should be ISO8601."
            form.wrong(path, "DATE_TIME_TYPE_PARSE", message)

    return Field(check, required)


def instant(value: object) -> datetime | None:
    """The date and time written here, in UTC unless it says otherwise; or None."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


def anything(*, required: bool = False) -> Field:
    """A field Discord reads but the stand-in does not look into."""
    return Field(lambda _form, _path, _value: None, required)
