"""What the written pages say, and that nothing in them loads or escapes."""

import base64
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from remit.model import Evidence, Passage, Plan
from remit.views import write_index, write_views

PAGES = ("index.html", "views/units.html", "views/portfolio.html")


def soup_of(path: Path) -> BeautifulSoup:
    """Return the parsed page."""
    return BeautifulSoup(path.read_bytes(), "html.parser")


def only(page: BeautifulSoup, selector: str) -> Tag:
    """Return the one element that the selector finds."""
    (found,) = page.select(selector)
    return found


def visible_text(path: Path) -> str:
    """Return the text of a page without its scripts and styles."""
    page = soup_of(path)
    for hidden in page(["script", "style"]):
        hidden.decompose()
    return " ".join(page.get_text(" ").split())


@pytest.mark.parametrize("name", PAGES)
def test_nothing_in_a_page_loads_anything(written: Path, name: str) -> None:
    page = soup_of(written / name)
    assert page.select("[src], link, iframe, object, embed, base, form, [style*=url]") == []
    assert all("url(" not in style.get_text() for style in page("style"))
    assert all("://" not in str(link["href"]) for link in page.select("[href]"))


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_allows_our_own_scripts_only(written: Path, name: str) -> None:
    page = soup_of(written / name)
    policy = str(only(page, "meta[http-equiv=Content-Security-Policy]")["content"])
    scripts = [s.get_text() for s in page("script") if s.get("type") != "application/json"]
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'"
        for s in scripts
    ]
    assert policy.startswith("default-src 'none'; ")
    allowed = " ".join(hashes) if hashes else "'none'"
    assert f"script-src {allowed};" in policy
    assert "connect-src" not in policy


@pytest.mark.parametrize("name", PAGES[1:])
def test_the_facts_are_json_that_cannot_close_its_element(written: Path, name: str) -> None:
    facts = only(soup_of(written / name), "#facts").get_text()
    texts = [task["text"] for task in json.loads(facts)["tasks"]]
    assert "抓好<script>window.__pwned=1</script>“安全”'\"</script><!-- & 工作。" in texts
    assert not set(facts) & set("<>&\u2028\u2029")


@pytest.mark.parametrize("name", PAGES)
def test_names_and_titles_are_text_not_markup(written: Path, name: str) -> None:
    page = soup_of(written / name)
    assert page.select("img, b:-soup-contains('名称')") == []
    assert "2025年<重点>任务责任分解表" in visible_text(written / name)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_what_a_plan_is_not_and_what_is_lost(written: Path, name: str) -> None:
    text = visible_text(written / name)
    assert "a plan shows assigned duty, not work done" in text
    assert "of 8 tasks, 1 with all duty cells legible, 5 with some, 2 with none" in text


@pytest.mark.parametrize("name", PAGES[1:])
def test_the_evidence_switch_starts_without_inference_and_counts(written: Path, name: str) -> None:
    switch = only(soup_of(written / name), "#evidence")
    boxes = {str(box["value"]): "checked" in box.attrs for box in switch("input")}
    counts = [count.get_text() for count in switch.select(".count")]
    assert boxes == {"stated": True, "expanded": True, "inferred": False}
    assert [count.split(" ")[0] for count in counts] == ["11", "2", "7"]


def test_the_index_shows_counts_pairs_and_loads(written: Path) -> None:
    page = soup_of(written / "index.html")
    numbers = [number.get_text() for number in page.select(".numbers dd")]
    assert numbers == ["2", "2", "8", "5", "2", "3"]
    first_pair = only(page, "#pairs tbody tr:first-child").get_text(" ", strip=True)
    assert first_pair == "区发改局 — 区财政局 1 1 1.00 (2)"


def test_the_index_shows_loads_in_three_readings_and_no_unknown_role_as_zero(
    written: Path,
) -> None:
    page = soup_of(written / "index.html")
    readings = [head.get_text() for head in page.select("#loads th.group .zh")]
    assert readings == ["原文", "含展开", "含推断"]
    # tasks, led, supported, role unknown, load; three times
    loads = {
        row("td")[0].get_text(): [cell.get_text() for cell in row("td")[1:]]
        for row in page.select("#loads tbody tr")
    }
    unknown = ["2", "≥ 0", "≥ 0", "2", "≥ 0"]
    assert loads["区财政局"] == [*unknown, *unknown, "2", "2", "0", "0", "2"]
    stated, expanded = ["2", "≥ 1", "≥ 0", "1", "≥ 0"], ["2", "≥ 1", "≥ 0", "1", "≥ 2"]
    assert loads["区发改局"] == [*stated, *expanded, "2", "1", "1", "0", "3"]


def test_the_index_of_the_seed_tells_stated_from_expanded(seed_written: Path) -> None:
    page = soup_of(seed_written / "index.html")
    pair = only(page, "#pairs tbody tr:first-child").get_text(" ", strip=True)
    assert pair == "五星街道 — 南大街街道 1 2 0.31 (1) (9)"
    cells = page.select("#loads tbody tr:first-child td")
    assert [cells[i].get_text() for i in (0, 5, 10, 15)] == ["区发改局", "2", "9", "9"]
    assert "至少" in visible_text(seed_written / "index.html")


@pytest.mark.parametrize("name", PAGES)
def test_a_group_has_one_name_and_a_company_is_not_said_to_be_the_states(
    seed_written: Path, name: str
) -> None:
    text = visible_text(seed_written / name)
    assert "统称" in text
    assert [word for word in ("单位组", "国有") if word in text] == []


@pytest.mark.parametrize("name", PAGES[1:])
def test_the_legend_says_that_kinds_are_read_from_names(seed_written: Path, name: str) -> None:
    assert "按名称判断" in only(soup_of(seed_written / name), ".legend").get_text()


def test_the_index_links_to_and_explains_every_file(written: Path) -> None:
    page = soup_of(written / "index.html")
    links = {str(item.a["href"]): item.span for item in page.select(".files li") if item.a}
    assert list(links) == [
        "views/units.html",
        "views/portfolio.html",
        "tables/tasks.csv",
        "graph.ttl",
    ]
    assert all(span and span.get_text(strip=True) for span in links.values())


def test_the_index_shows_findings_with_severity_and_passage(written: Path) -> None:
    row = only(soup_of(written / "index.html"), "#findings tbody tr").get_text(" ", strip=True)
    assert "warning" in row
    assert "请核对<b>名称</b>。" in row
    assert "line 17" in row


def test_the_index_of_the_seed_tells_what_it_lost(seed_written: Path) -> None:
    text = visible_text(seed_written / "index.html")
    assert "of 107 tasks, 1 with all duty cells legible, 34 with some, 72 with none" in text


def test_only_kinds_of_evidence_that_occur_are_measured_apart(
    plan: Plan, source_text: str, tmp_path: Path
) -> None:
    stated = replace(
        plan, assignments=tuple(a for a in plan.assignments if a.role_evidence is Evidence.STATED)
    )
    write_views(stated, source_text, tmp_path)
    facts = json.loads(only(soup_of(tmp_path / "views" / "units.html"), "#facts").get_text())
    assert set(facts["loads"]["byEvidence"]) == {"", "stated"}
    assert set(facts["pairs"]["byEvidence"]) == {"", "stated"}


def test_a_plan_without_a_column_for_leaders_has_lost_none(
    plan: Plan, source_text: str, tmp_path: Path
) -> None:
    leaders = {"张一", "李二", "全体区长"}
    without = replace(
        plan,
        tasks=tuple(replace(task, lost=()) for task in plan.tasks),
        assignments=tuple(a for a in plan.assignments if a.agent not in leaders),
    )
    write_views(without, source_text, tmp_path)
    facts = json.loads(only(soup_of(tmp_path / "views" / "portfolio.html"), "#facts").get_text())
    assert "lost leader" not in {node["id"] for node in facts["network"]["nodes"]}


def test_same_plan_same_bytes(plan: Plan, source_text: str, written: Path, tmp_path: Path) -> None:
    for name in ("views", "tables"):
        (tmp_path / name).mkdir()
    (tmp_path / "tables" / "tasks.csv").touch()
    (tmp_path / "graph.ttl").touch()
    paths = [*write_views(plan, source_text, tmp_path), write_index(plan, tmp_path)]
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [*PAGES[1:], PAGES[0]]
    for name in PAGES:
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes()


def test_a_passage_that_does_not_quote_the_source_is_refused(
    plan: Plan, source_text: str, tmp_path: Path
) -> None:
    task = replace(plan.tasks[0], passage=Passage(0, 2, 1, "别的"))
    wrong = replace(plan, tasks=(task, *plan.tasks[1:]))
    with pytest.raises(ValueError, match="line 1"):
        write_views(wrong, source_text, tmp_path)
