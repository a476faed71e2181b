"""Minutes: of which meeting, which files, and when they can no longer be changed."""

from datetime import timedelta

import pytest

from bot.ids import MeetingId, MemberId
from bot.rules import meetings, minutes
from bot.rules.minutes import Minutes, Status
from tests.rules.samples import MEETING, NOW, a_meeting, refused

DRAFT = Minutes(MeetingId(1), Status.DRAFT, "Present: 23.", None, NOW, MemberId(2))


def test_minutes_are_of_a_meeting_that_has_begun_and_was_not_cancelled():
    minutes.may_keep(MEETING, MEETING.starts_at)
    minutes.may_keep(a_meeting(status=meetings.Status.HELD), MEETING.starts_at + timedelta(days=500))
    refused("minutes.not_begun", lambda: minutes.may_keep(MEETING, MEETING.starts_at - timedelta(seconds=1)))
    cancelled, draft = a_meeting(status=meetings.Status.CANCELLED), a_meeting(status=meetings.Status.DRAFT)
    refused("meeting.cancelled", lambda: minutes.may_keep(cancelled, MEETING.starts_at))
    refused("meeting.draft", lambda: minutes.may_keep(draft, MEETING.starts_at))


def test_a_draft_can_be_replaced_and_approved_minutes_cannot():
    minutes.may_change(None)
    minutes.may_change(DRAFT)
    approved = Minutes(MeetingId(1), Status.APPROVED, "Present: 23.", None, NOW, MemberId(2), NOW, MemberId(2))
    refused("minutes.approved", lambda: minutes.may_change(approved))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("minutes.pdf", b"%PDF-1.7\n%..."),
        ("SCAN.PDF", b"\0" * 200 + b"%PDF-1.4"),
        ("minutes.docx", b"PK\x03\x04..."),
        ("minutes.odt", b"PK\x03\x04..."),
        ("minutes.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."),
        ("minutes.rtf", rb"{\rtf1 Minutes}"),
        ("minutes.txt", b"Present: Ann, Bob"),
        ("minutes.txt", "Present: Siân".encode("utf-16")),
        ("minutes.md", "# Cofnodion\nYn bresennol: Siân".encode()),
    ],
)
def test_a_file_is_taken_if_it_begins_as_its_name_says(name: str, data: bytes):
    minutes.check_file(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("minutes.pdf", b"MZ\x90\0"),
        ("minutes.pdf", b"\0" * 2000 + b"%PDF-"),
        ("minutes.docx", b"%PDF-1.7"),
        ("minutes.doc", b"PK\x03\x04"),
        ("minutes.rtf", b"rtf"),
        ("minutes.txt", b"MZ\x90\0\x03"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, data: bytes):
    refused("minutes.not_as_named", lambda: minutes.check_file(name, data))


@pytest.mark.parametrize("name", ["minutes.exe", "minutes", "minutes.pdf.exe", ".pdf", "minutes.html", "photo.jpg", ""])
def test_a_file_of_another_kind_is_refused_before_it_is_fetched(name: str):
    refused("minutes.not_that_kind", lambda: minutes.check_offer(name, 100))


def test_a_file_that_is_too_large_or_empty_is_refused_before_it_is_fetched():
    minutes.check_offer("minutes.pdf", minutes.LARGEST_FILE)
    refused("minutes.too_large", lambda: minutes.check_offer("minutes.pdf", minutes.LARGEST_FILE + 1))
    refused("minutes.file_empty", lambda: minutes.check_offer("minutes.pdf", 0))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Minutes_May.PDF", "Minutes_May.pdf"),
        ("a/b\u202f.txt", "b.txt"),
        ("x" * 300 + ".docx", "x" * 100 + ".docx"),
    ],
)
def test_a_files_name_is_shown_clean_and_keeps_its_ending(name: str, shown: str):
    assert minutes.read_name(name) == shown


def test_minutes_as_text_keep_their_paragraphs():
    assert minutes.read_text("1. Apologies \n\n\n\n2. Pay\n") == "1. Apologies\n\n2. Pay"
    refused("text.too_long", lambda: minutes.read_text("a" * 4001))
    refused("text.empty", lambda: minutes.read_text(" \n "))
