"""The command line: run, demo, check, backup, restore, reseal. Reads the settings, and nothing else decides."""

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from bot import __version__, desk, settings
from bot.errors import Unavailable

USAGE, FAULT, INTERRUPTED = 2, 1, 130
ALIVE_WITHIN = timedelta(minutes=2)
UNAVAILABLE = (
    "the database cannot be read or written: is the disk full, the folder read-only, or the file held elsewhere?"
)
DAMAGED = "the database is damaged: put a backup back with `steward restore FILE`"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 a problem was found, 2 something to correct first."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.command(asked) or 0)
    except settings.Unusable as unusable:
        for line in unusable.lines:
            print(f"steward: {line}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="steward", description="A Discord bot for a trade-union branch.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="the bot, with a real token")
    run.set_defaults(command=_run)
    demo = commands.add_parser("demo", help="an evening in an invented branch; no token, no account")
    demo.add_argument("--stay", action="store_true", help="keep the branch and the bot running afterwards")
    demo.add_argument("--folder", type=_path, default=Path("demo"), help="where its charts are written (default: demo)")
    demo.add_argument("--pictures", type=_path, metavar="FOLDER", help="also draw what people see, for the guide")
    demo.set_defaults(command=_demo)
    check = commands.add_parser("check", help="what is wrong with the settings or the data, and the remedy")
    check.add_argument("--online", action="store_true", help="also ask Discord: token, intents, permissions by channel")
    check.add_argument(
        "--alive", action="store_true", help="only whether a bot is running on the data (for containers)"
    )
    check.set_defaults(command=_check)
    backup = commands.add_parser("backup", help="a checked copy of the data, also while the bot runs")
    backup.add_argument("folder", type=_path, help="where the copies are kept")
    backup.add_argument("--keep", type=_at_least_one, default=14, help="how many of the newest to keep (default: 14)")
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="put a backup back, while the bot is stopped")
    restore.add_argument("file", type=_path)
    restore.set_defaults(command=_restore)
    reseal = commands.add_parser("reseal", help="new keys for what was reported, while the bot is stopped")
    reseal.add_argument("--give-up", action="store_true", help="erase what nothing can open any more")
    reseal.set_defaults(command=_reseal)
    return parser


def _path(text: str) -> Path:
    # The launcher goes to its own folder, but a path typed by hand is meant from where it was typed.
    return Path(os.environ.get("STEWARD_CALLED_FROM", "")) / text


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("keep at least 1")
    return number


# Each command imports what it needs when it runs: a backup must not wait for Discord's library.


def _run(_: argparse.Namespace) -> int:
    gc.disable()  # modules being loaded make nothing that could be thrown away, and looking for it takes its time
    from bot import app, logs

    gc.enable()

    chosen = settings.load()
    logs.begin(chosen.log_level)
    if chosen.token is None:
        raise settings.Unusable([settings.NO_TOKEN])
    with _explained():
        try:
            asyncio.run(app.main(chosen))
        except app.Refused as refused:
            raise settings.Unusable([refused.line]) from None
    return 0


def _demo(asked: argparse.Namespace) -> int:
    from bot import demo

    with _explained():
        return asyncio.run(demo.evening(asked.folder, stay=asked.stay, pictures=asked.pictures))


def _check(asked: argparse.Namespace) -> int:
    from bot import operate

    chosen = settings.load()
    if asked.alive:
        return 0 if operate.is_alive(chosen.data_dir, desk.wall_clock(), ALIVE_WITHIN) else FAULT
    findings = [operate.Finding(operate.Level.OK, "the settings can be used"), *operate.examine(chosen.data_dir)]
    if asked.online:
        from bot import online

        findings += asyncio.run(online.examine(chosen))
    for finding in findings:
        remedy = f": {finding.remedy}" if finding.remedy else ""
        print(f"{finding.level:8} {finding.what}{remedy}")
    return FAULT if any(finding.level is operate.Level.PROBLEM for finding in findings) else 0


def _backup(asked: argparse.Namespace) -> int:
    from bot import operate

    with _explained():
        made = operate.backup(settings.load().data_dir, asked.folder, asked.keep, desk.wall_clock())
    print(f"{made.file} ({made.size:,} bytes, checked)")
    for old in made.pruned:
        print(f"removed {old}")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    from bot import operate

    with _explained():
        restored = operate.restore(asked.file, settings.load().data_dir, desk.wall_clock())
    print(f"restored to {restored.file}")
    if restored.replaced is not None:
        print(f"what it replaced is kept in {restored.replaced}")
    return 0


def _reseal(asked: argparse.Namespace) -> int:
    from bot import resealing

    with _explained():
        done = resealing.reseal(settings.load().data_dir, desk.wall_clock(), give_up=asked.give_up)
    if done is None:
        print("nothing was ever reported here: there is nothing to seal")
        return 0
    for line in resealing.told(done):
        print(line)
    return 0


@contextmanager
def _explained() -> Generator[None]:
    """What the data folder or the database refuses, as a line to read and not a traceback."""
    from bot.scheduler import NoHandlerError
    from bot.store.folder import FolderError

    try:
        yield
    except (FolderError, NoHandlerError) as error:
        raise settings.Unusable([str(error)]) from None
    except Unavailable as error:
        # The catalogue's sentences are for members, whom it sends to whoever reads this line.
        raise settings.Unusable([DAMAGED if error.key == "store.damaged" else UNAVAILABLE]) from None
    except OSError as error:
        raise settings.Unusable([f"{error.filename or 'a file'}: {error.strerror}"]) from None


if __name__ == "__main__":
    sys.exit(main())
