"""What an embed may hold, and how much all of a message's embeds may hold together."""

from bot.standin.errors import Json
from bot.standin.forms import Field, Form, Model, Path, anything, many, moment, number, text, url, yes_no
from bot.standin.reading import part, parts

TOGETHER = 6000
WEB = ("http", "https")
MEDIA = Field(Model({"url": url(2048, *WEB, "attachment", required=True)}))
FOOTER = Field(Model({"text": text(1, 2048, required=True), "icon_url": url(2048, *WEB, "attachment")}))
AUTHOR = Field(
    Model({"name": text(1, 256, required=True), "url": url(2048, *WEB), "icon_url": url(2048, *WEB, "attachment")})
)
FIELD = Model({"name": text(1, 256, required=True), "value": text(1, 1024, required=True), "inline": yes_no()})


def _not_empty(form: Form, path: Path, embed: Json) -> None:
    shown = ("title", "description", "fields", "image", "thumbnail", "author", "footer", "video", "url", "timestamp")
    if not any(embed.get(key) for key in shown):
        form.wrong((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")


EMBED = Model(
    {
        "title": text(0, 256),
        "type": text(0, 256),
        "description": text(0, 4096),
        "url": url(2048, *WEB),
        "timestamp": moment(),
        "color": number(0, 0xFFFFFF),
        "footer": FOOTER,
        "image": MEDIA,
        "thumbnail": MEDIA,
        "video": anything(),
        "provider": anything(),
        "author": AUTHOR,
        "fields": many(FIELD, 0, 25),
        "flags": number(0),
    },
    _not_empty,
)


def check_together(form: Form, path: Path, body: Json) -> None:
    """Refuse embeds that hold too much between them."""
    embeds = parts(body, "embeds")
    total = sum(size(embed) for embed in embeds)
    if total > TOGETHER:
        message = f"Embed size exceeds maximum size of {TOGETHER}"
        for place in range(len(embeds)):
            form.wrong((*path, "embeds", place), "MAX_EMBED_SIZE_EXCEEDED", message)


def size(embed: Json) -> int:
    """How many characters count: title, description, field names and values, footer, author."""
    total = len(embed.get("title") or "") + len(embed.get("description") or "")
    total += sum(len(each["name"]) + len(each["value"]) for each in parts(embed, "fields"))
    total += len(part(embed, "footer").get("text") or "")
    return total + len(part(embed, "author").get("name") or "")
