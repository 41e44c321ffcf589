"""The paper of `remit report`, printed: A4, and the method on one page of its own."""

from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser

from remit.build import understood
from remit.report import Language, as_page, paper_of

pytestmark = pytest.mark.browser

A4 = (595, 842)  # points


@pytest.mark.parametrize("language", Language)
def test_the_paper_prints_on_a4(
    language: Language, browser: Browser, seed_plan: Path, tmp_path: Path
) -> None:
    paper = paper_of(understood(seed_plan)[0])
    page_file, printed = tmp_path / "paper.html", tmp_path / "paper.pdf"
    page_file.write_bytes(as_page(paper, language))
    page = browser.new_page(java_script_enabled=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    page.pdf(path=printed, prefer_css_page_size=True, print_background=True)
    assert asked == [page_file.as_uri()]
    with pdfplumber.open(printed) as document:
        sizes = {(round(sheet.width), round(sheet.height)) for sheet in document.pages}
        texts = [sheet.extract_text() for sheet in document.pages]
    assert sizes == {A4}
    assert len(texts) <= 5
    *before, last = texts
    for heading, _ in paper.method:
        assert language.say(heading) in last
    assert language.say(paper.method[-1][0]) not in "".join(before)
