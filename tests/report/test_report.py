"""`remit report`: four files that say the same, offline, with every text of the plan escaped."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from bs4 import BeautifulSoup
from docx import Document
from typer.testing import CliRunner

from remit.build import understood
from remit.cli import app
from remit.errors import BadQuery, OutputError
from remit.model import Plan, Role
from remit.report import Language, Paper, as_document, as_page, paper_of
from tests.coordination.test_measures import assign, plan_of

SAMPLE: Final = Path(__file__).parents[2] / "data" / "samples" / "yunxi-2025" / "plan.docx"
HOSTILE: Final = "<script>alert('x')</script>&\u202e局"


@pytest.fixture(scope="module")
def sample() -> Paper:
    return paper_of(understood(SAMPLE)[0])


@pytest.fixture(scope="module")
def seed(seed_plan: Path) -> Paper:
    return paper_of(understood(seed_plan)[0])


def words_of(document: bytes) -> str:
    word = Document(io.BytesIO(document))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


@pytest.mark.parametrize("language", Language)
def test_both_files_say_all_there_is_to_say(sample: Paper, language: Language) -> None:
    page = BeautifulSoup(as_page(sample, language), "html.parser").get_text(" ")
    document = words_of(as_document(sample, language))
    for text in (page, document):
        flat = re.sub(r"\s+", " ", text)
        for headline, ground in sample.points:
            assert language.say(headline) in flat
            assert " ".join(language.say(ground).split()) in flat
        for _, words in sample.method:
            assert " ".join(language.say(words).split()) in flat
        for chart in sample.charts:
            for bar in chart.bars:
                assert bar.label in flat
                assert f"{bar.figure.expected:.1f}" in flat


def test_ten_findings_that_matter(sample: Paper, seed: Paper) -> None:
    headlines = [headline.zh for headline, _ in sample.points]
    assert len(headlines) == len(set(headlines)) == 10
    assert headlines[0] == "同一指标在两个附件中数字不同，共 2 处。"
    assert "区住建局的计划协同负荷最重。" in headlines
    assert seed.points[0][0].zh.startswith("107 项任务中，72 项看不到任何责任单元格")
    assert len(seed.points) == 10


def test_the_most_loaded_units_are_ranges(seed: Paper) -> None:
    loads = seed.charts[0]
    first = loads.bars[0]
    assert (first.label, first.figure.low) == ("区发改局", 2)
    assert loads.most == max(bar.figure.high for bar in loads.bars)
    for bar in loads.bars:
        assert bar.figure.stated <= bar.figure.expected <= bar.figure.high


def test_a_damaged_copy_says_so(sample: Paper, seed: Paper) -> None:
    assert "这份文本有缺失" in [heading.zh for heading, _ in seed.method]
    assert "这份文本有缺失" not in [heading.zh for heading, _ in sample.method]
    assert [count for _, count in seed.legibility] == [1, 34, 72]
    assert any("就可见部分而言" in ground.zh for _, ground in seed.points)
    assert not any("就可见部分而言" in ground.zh for _, ground in sample.points)


def test_bars_are_as_long_as_their_figures(sample: Paper) -> None:
    page = BeautifulSoup(as_page(sample, Language.CHINESE), "html.parser")
    rows = page.select("table.chart")[0].select("tbody tr")
    for row, bar in zip(rows, sample.charts[0].bars, strict=True):
        drawn = {str(r["class"][0]): float(str(r["width"])) for r in row.select("rect")}
        for part, value in (("stated", bar.figure.stated), ("most", bar.figure.high)):
            assert drawn[part] == pytest.approx(200 * value / sample.charts[0].most, abs=0.06)


@pytest.mark.parametrize("language", Language)
def test_the_page_is_offline_and_runs_nothing(sample: Paper, language: Language) -> None:
    page = as_page(sample, language).decode()
    assert "script-src &#39;none&#39;" in page
    assert "<script" not in page
    assert not re.search(r"(src|href)=", page)
    assert f'lang="{"zh-Hans" if language is Language.CHINESE else "en"}"' in page


def test_every_text_is_escaped() -> None:
    plan = plan_of(
        assign("1", HOSTILE, Role.LEADS),
        assign("1", "b", Role.SUPPORTS),
        assign("2", "b", Role.LEADS),
    )
    hostile = replace(plan, title=HOSTILE)
    page = as_page(paper_of(hostile), Language.ENGLISH).decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert HOSTILE in words_of(as_document(paper_of(hostile), Language.ENGLISH))


def test_the_same_plan_gives_the_same_bytes(sample: Paper) -> None:
    assert as_page(sample, Language.CHINESE) == as_page(sample, Language.CHINESE)
    one, two = (Document(io.BytesIO(as_document(sample, Language.CHINESE))) for _ in "12")
    assert one.element.xml == two.element.xml
    assert one.core_properties.created == two.core_properties.created


def test_four_files_are_written(seed_plan: Path, tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["report", str(seed_plan), "--out", str(tmp_path / "r")])
    assert answer.exit_code == 0, answer.output
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) == [
        "zhonglou-2025.en.docx",
        "zhonglou-2025.en.html",
        "zhonglou-2025.zh.docx",
        "zhonglou-2025.zh.html",
    ]


def test_what_cannot_be_written_or_said(seed_plan: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    answer = CliRunner().invoke(app, ["report", str(seed_plan), "--out", str(blocked)])
    assert isinstance(answer.exception, OutputError)
    alone = tmp_path / "one.md"
    alone.write_text(
        "序号|工作任务|分管领导|牵头单位|配合单位\n--|--|--|--|--\n"
        "1|新建幼儿园3所。|张三|区教育局||\n2|新建小学1所。|张三|区教育局||\n",
        "utf-8",
    )
    answer = CliRunner().invoke(app, ["report", str(alone)])
    assert isinstance(answer.exception, BadQuery)


def test_a_bare_possibility_is_no_finding() -> None:
    unknown = [assign("1", unit, Role.TAKES_PART, role_evidence=None) for unit in "ab"]
    said = "".join(headline.zh for headline, _ in paper_of(plan_of(*unknown)).points)
    assert "负荷" not in said
    assert "依赖" not in said


def test_a_plan_without_any_lead_has_a_paper() -> None:
    plan: Plan = plan_of(assign("1", "a", Role.SUPPORTS), assign("1", "b", Role.SUPPORTS))
    paper = paper_of(plan)
    assert paper.charts[0].bars == ()
    assert as_document(paper, Language.CHINESE)
    assert b"<h1>" in as_page(paper, Language.CHINESE)
