"""A page as a file for a printer: one page of PDF, whose words can be searched and read out. For the drawing process.

By ReportLab: matplotlib takes ten seconds of a small computer for it, most of them to look for fonts.
"""

import io

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bot.render import evidence
from bot.render.evidence import Evidence
from bot.render.ink import TYPE
from bot.render.page import Page
from bot.render.typesetter import FONTS

FILES = {False: "DejaVuSans", True: "DejaVuSans-Bold"}


def draw_evidence(sheet: Evidence) -> bytes:
    """The evidence sheet as a PDF."""
    return pdf(evidence.compose(sheet, TYPE), sheet.title)


def pdf(page: Page, title: str) -> bytes:
    """The page on A4: the same bytes for the same page, without the day on which they were made."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True, lang="en-GB")
    canvas.setTitle(title)
    for nothing in (canvas.setAuthor, canvas.setCreator, canvas.setSubject):
        nothing("")  # else the library says "anonymous", which nobody may be promised
    for name in FILES.values():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))  # pyright: ignore[reportUnknownMemberType]
    width, height = A4
    scale = min(width / page.width, height / page.height)
    for box in page.boxes:
        canvas.setFillColor(HexColor(box.colour))
        bottom = height - (box.y + box.height) * scale
        canvas.rect(box.x * scale, bottom, box.width * scale, box.height * scale, stroke=0, fill=1)
    for words in page.words:
        canvas.setFillColor(HexColor(words.colour))
        canvas.setFont(FILES[words.bold], words.size * scale)
        canvas.drawString(words.x * scale, height - words.baseline * scale, words.text)
    canvas.showPage()
    canvas.save()
    return file.getvalue()
