"""The paper as one HTML file: offline, without scripts, charts as SVG, printed on A4."""

from remit.report.paper import CAUTION, HEADS, TITLE, Language, Paper
from remit.views.page import render

STYLES = (("styles", "report.css"),)


def as_page(paper: Paper, language: Language) -> bytes:
    """Return the page in one language as UTF-8; every text of the plan is escaped."""
    return render(
        "report.html",
        STYLES,
        (),
        paper=paper,
        plan=paper.plan,
        title=TITLE,
        caution=CAUTION,
        language="zh-Hans" if language is Language.CHINESE else "en",
        say=language.say,
        heads=HEADS,
    )
