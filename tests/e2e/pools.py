"""What people type who have not read the help: what fits, what does not, and nothing at all.

Everything typed carries a mark of its own, so that a log which repeats it gives itself away.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

TYPED = "qwzx"  # in no sentence of ours, in no path, in no name

TIMES = ("in 3 days", "in 2 hours", "in 10 minutes", "Fri 17:00", "tomorrow 9am", "28 Nov 2026 18:30", "in 20 days")
NO_TIMES = (
    *("yesterday", "31 Feb 2027 25:00", "in 999999999999 days", "٣ days", "🕔", "next Friday", "in -1 days", "1e9"),
    *("now", "in 0 minutes", "Fri", "17:00:00:00", "x" * 60, "29 Mar 2027 01:30", "31/11/2026 10:00", "in 5 years"),
    f"in {TYPED} days",
)
QUESTIONS = (
    f"Accept the offer {TYPED}?",
    f"Which day suits {TYPED}?",
    f"Accept the offer {TYPED}?",  # two polls with the same question
    "*" * 195 + TYPED,
    f"{TYPED} " + "_|`~" * 48,
    f"{TYPED} " + "long words " * 17,
    f"{TYPED}](https://example.org) [here",
    f"# {TYPED} <t:0:R> <:a:1> <https://example.org/a_b_c>",
    f"שאלה على {TYPED}",
    f"{TYPED} 🎉👩‍👩‍👧🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    f"za\u200bl\u2060go {TYPED}",
    "7",
)
NO_QUESTIONS = (
    *(f"@everyone {TYPED}", f"<@&123> {TYPED}", f"a\u202eb {TYPED}", f"Strike ballot {TYPED}", f"\x00{TYPED}\x07"),
    *(
        "🎉🎉",
        " ",
        "\u200b",
        "z" + "\u0301" * 20 + TYPED,
        TYPED + "x" * 300,
        f"How will you vote in the {TYPED} ballot?",
    ),
)
OPTIONS = (
    "For\nAgainst\nAbstain",
    "For\nAgainst",
    f"1. {TYPED}\n2. Thursday\n3. **Friday**\n4. Monday\n5. Tuesday\n6. Abstain",
    "\n".join(f"{number} {TYPED} " + "*_" * 34 for number in range(25)),
    "\n".join(f"{TYPED} {number} " + "é" * 60 for number in range(7)),
    f"- {TYPED}](https://example.org)\n- [b\n- ||c||",
)
NO_OPTIONS = (
    *(
        "For",
        "\n\n",
        f"{TYPED}\n{TYPED}",
        "\n".join(map(str, range(26))),
        f"@here {TYPED}\nb",
        "🎉\n🎈",
        TYPED * 30 + "\nb",
    ),
)
TITLES = (
    f"Branch meeting {TYPED}",
    f"**{TYPED}** strike ballot",
    f"{TYPED} {'_' * 80}",
    f"Pay {TYPED}",
    f"שנה {TYPED}",
)
NO_TITLES = (f"@everyone {TYPED}", " ", "🎉", TYPED * 40, f"a\u202eb {TYPED}")
WHENS = ("in 20 minutes", "in 25 minutes", "in 40 minutes", "in 2 hours", "in 3 days", "in 20 days", "in 6 weeks")
AGENDAS = ("", f"Apologies\n{TYPED} (15 min)\n- {TYPED}](https://example.org) - 1h", "\n".join(["*" * 90] * 30))
NO_AGENDAS = ("\n".join([TYPED] * 60), f"@here {TYPED}", TYPED * 40, f"{TYPED} (999999 min)")
FILES = (
    ("minutes.pdf", b"%PDF-1.7 qwzx"),
    (f"{TYPED} 2026.txt", b"qwzx"),
    ("../../etc/passwd", b"x"),
    ("no.exe", b"MZ"),
    ("empty.txt", b""),
    ("fake.pdf", b"MZ"),
    ("@everyone.md", b"# qwzx"),
    ("x" * 200 + ".txt", b"\xff\xfe"),
)
TABLES = (
    (
        "pay.csv",
        f"Band,2021,Current,Claim,Offer\nBand 2 {TYPED},20000,22000,8%,2%\nBand 4,28000,31000,8%,2%\n".encode(),
    ),
    ("pay.csv", f"Band;Current pay\n{TYPED};£24,000\n".encode("utf-16")),
    ("pay.csv", f"Band,Current pay,Offer\n**{TYPED}**,31049,0.05\n".encode()),
    ("pay.csv", f"Employee,Hours\n{TYPED},37\n".encode()),
    ("pay.csv", b"Band,Current pay\nA,-1\n"),
    ("pay.xlsx", b"PK\x03\x04" + bytes(40)),
    ("pay.csv", b""),
    ("pay.csv", b"\xff\xfe\x00"),
)
DAYS = ("21 Nov 2026", "1 Dec 2026", "in 3 weeks", "Fri 11 Dec 2026 12:00", "14 Dec 2026")
NO_DAYS = ("", "yesterday", "31 Feb 2027", TYPED, "٣", "99 Dec 99999", "in 9999999 weeks")
SAID = (
    f"The employer meets us on Monday {TYPED}",
    f"**{TYPED}** ](https://example.org) " + "_" * 200,
    f"{TYPED} " * 90,
)
NOT_SAID = (f"Walk out on Monday {TYPED}!", f"@everyone {TYPED}", " ", "🎉", f"a\u202eb {TYPED}")
NUMBERS_TYPED = (("", "40", "1,240", "7"), ("-1", "9" * 30, TYPED, "٣", "0", "1.5"))
POOLS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "question": (QUESTIONS, NO_QUESTIONS),
    "options": (OPTIONS, NO_OPTIONS),
    "closes": (TIMES, NO_TIMES),
    "opens": (("", "in 5 minutes", "in 1 day", "in 1 hour"), NO_TIMES),
    "choices": (("1", "1-3", "any", "up to 2", "2"), ("0", "-1", "3-2", "٣", "26", TYPED, "1.5")),
    "quorum": (("", "none", "2", "40%", "50"), ("-1", "101%", "1e3", TYPED, "9" * 30)),
    "threshold": (("", "simple", "two thirds", "60%", "100%"), ("0%", "1000%", "40", TYPED, "½")),
    "reason": ((f"The offer was withdrawn {TYPED}", f"**{TYPED}** " + "_" * 280), (f"@here {TYPED}", " ", TYPED * 99)),
    "seats": (("1", "2"), ("0", "-1", "99", TYPED, "٣", "")),
    "statement": ((f"I will listen {TYPED}", ""), ("words " * 101 + TYPED, f"@everyone {TYPED}")),
    "code": (("0" * 20 + "0", "GGGGG-GGGGG-GGGGG-GGGGG7"), (TYPED, "", "0", "*" * 90)),
    "name": ((f"Riverside {TYPED}", "Branch_*~|"), (f"@everyone {TYPED}", " ", TYPED * 99)),
    "zone": (("Europe/London", "london", "Pacific/Auckland"), ("Mars", "", TYPED)),
    "title": (TITLES, NO_TITLES),
    "when": (WHENS, NO_TIMES),
    "place": ((f"Room 2 {TYPED}", f"https://example.org/{TYPED}"), (f"@here {TYPED}", " ", TYPED * 40)),
    "agenda": (AGENDAS, NO_AGENDAS),
    "length": (("90", "2 hours", "5 minutes"), ("0", "-1", "99999", TYPED, "٣")),
    "repeats": (("", "every 2 weeks", "last Thursday of the month"), ("every 0 weeks", TYPED, "never", "daily" * 16)),
    "number": (("0", "3", "40"), ("-1", "9" * 30, "9" * 6, TYPED, "٣")),
    "text": ((f"Present: all {TYPED}", f"**{TYPED}** " * 300), (f"@everyone {TYPED}", " ", "\u202e")),
    "what": ((f"Buy a megaphone {TYPED}",), (f"@here {TYPED}", " ", TYPED * 99)),
    "owner": (("", f"The chair {TYPED}"), (f"<@1> {TYPED}", TYPED * 99)),
    "due": (("", "in 2 weeks", "31 Jan 2027"), ("yesterday", "31 Feb", TYPED, "٣")),
    "outcome": ((f"Done {TYPED}", ""), (f"@here {TYPED}", TYPED * 99)),
    "employer": ((f"Riverside {TYPED}",), (f"@here {TYPED}", " ", TYPED * 50)),
    "claim": ((f"8% {TYPED}", "5% and a 35-hour week", "*" * 300), (f"All out {TYPED}!", " ", "@everyone")),
    "contact": ((f"Any rep {TYPED}", f"https://example.org/{TYPED}"), (f"@here {TYPED}", " ", TYPED * 99)),
    "on": (("21 Nov 2026", "22 Nov 2026", "today"), NO_DAYS),
    "day": (DAYS, NO_DAYS),
    "note": (("", f"By noon {TYPED}"), NOT_SAID),
    "scrutineer": ((f"Northern {TYPED}",), (f"@here {TYPED}", " ", TYPED * 99)),
    "replacement": ((f"Ring {TYPED}",), NOT_SAID),
    "entitled": NUMBERS_TYPED,
    "for": NUMBERS_TYPED,
    "against": NUMBERS_TYPED,
    "spoilt": NUMBERS_TYPED,
    "issued": NUMBERS_TYPED,
    "list": (
        (f"Leeds {TYPED}: 40\nYork\nSelby: 12", f"{TYPED}"),
        ("x: 0", "a\na", "\n".join(map(str, range(60))), "@here"),
    ),
    "update": (SAID, NOT_SAID),
    "office": (("Branch secretary", f"Chair {TYPED}"), (f"@here {TYPED}", " ", TYPED * 40)),
    "terms": (
        ("5%", "£500", "3% + £500", f"4% or at least £1,250; 2% {TYPED}"),
        ("0.05", "5", "-1%", TYPED, "9" * 30 + "%"),
    ),
    "vote": (("", "151 for, 22 against, 2 spoilt, 200 sent"), ("88%", "1 for", TYPED, "9" * 40)),
    "made": (("", "2 Nov 2026"), NO_DAYS),
    "table": (("Band 5: £31,049\nBand 6, £38,682", f"{TYPED}: 24000"), ("Band 6", f"@here {TYPED}: 1", TYPED)),
    **dict.fromkeys(("caseload", "high_risk", "hours_over", "vacancies", "leave_refused"), NUMBERS_TYPED),
    "categories": ((f"Pay\nBullying {TYPED}",), ("", "a\na", f"@here {TYPED}", "\n".join(map(str, range(60))))),
    "retention": (("30", "90", "365"), ("0", "-1", "٣", TYPED, "9" * 30)),
    "hours": (("37", "18.5", "37 of 37"), ("0", "-1", "200", TYPED, "٣")),
    "since": (("2021", ""), ("1066", TYPED, "20211", "٣")),
    "levels": (("Sep 2021: 112.4\nSep 2026: 138.9",), ("Sep 2021", "112", TYPED, "Sep 3021: 1", "Sep 2021: -4")),
    "source": ((f"ONS {TYPED}", ""), (f"@here {TYPED}", TYPED * 200)),
    "wording": ((f"What of increments {TYPED}?",), NOT_SAID),
    "answer": ((f"They are paid {TYPED}.", "**Yes**"), NOT_SAID),
    "membership": (("212", "1,204", "", "2"), ("-1", "9" * 12, "0", TYPED, "000000001" + "9" * 20)),
}
NUMBERS: tuple[tuple[Any, ...], tuple[Any, ...]] = ((1, 3, 212, 2_000_000), (0, -1, 2_000_001, 2**53))


def typed(rng: Random, field: str) -> str:
    """Something for this field: mostly what fits, often what does not, at times nothing."""
    fits, absurd = POOLS.get(field, (OPTIONS, NO_OPTIONS))
    kind = rng.random()
    return rng.choice(fits) if kind < 0.75 else rng.choice(absurd) if kind < 0.95 else ""


def mutated(rng: Random, custom_id: str) -> str:
    """A button's name as somebody with a modified client might write it."""
    parts = custom_id.split(":")
    place = rng.randrange(len(parts))
    parts[place] = rng.choice(
        ["", "0", "-1", "1", "2", "3", "9" * 19, "9" * 30, "x", "words", "rep", "١", parts[place]]
    )
    if rng.random() < 0.2:
        parts.append(rng.choice(["", "1", "x"]))
    return ":".join(parts)[:100]


def leaves_of(command: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every command that can be used under this one: how it is typed, and how it is registered."""
    below = [each for each in command.get("options") or [] if each["type"] <= 2]
    if not below:
        yield path, command
    for each in below:
        yield from leaves_of(each, f"{path} {each['name']}")
