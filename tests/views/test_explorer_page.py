"""The one file: it loads nothing, runs only our scripts, and is the same on every build."""

import base64
import hashlib
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from remit.model import Plan
from remit.views import write_explorer


@pytest.fixture
def parsed(written: Path) -> BeautifulSoup:
    return BeautifulSoup((written / "index.html").read_bytes(), "html.parser")


def only(page: BeautifulSoup, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def test_nothing_in_the_page_loads_anything(parsed: BeautifulSoup) -> None:
    assert parsed.select("[src], link, iframe, object, embed, base, form, [style*=url]") == []
    assert all("url(" not in style.get_text() for style in parsed("style"))


def test_the_policy_allows_our_own_scripts_only(parsed: BeautifulSoup) -> None:
    policy = str(only(parsed, "meta[http-equiv=Content-Security-Policy]")["content"])
    scripts = [s.get_text() for s in parsed("script") if s.get("type") != "application/json"]
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'"
        for s in scripts
    ]
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src {' '.join(hashes)};" in policy
    assert "connect-src" not in policy


def test_the_facts_are_json_that_cannot_close_its_element(parsed: BeautifulSoup) -> None:
    facts = only(parsed, "#facts").get_text()
    texts = json.loads(facts)["tasks"]["text"]
    assert "抓好<script>window.__pwned=1</script>“安全”'\"</script><!-- & 工作。" in texts
    assert not set(facts) & set("<>&\u2028\u2029")


def test_titles_are_text_not_markup(parsed: BeautifulSoup) -> None:
    assert only(parsed, "title").get_text().startswith("2025年<重点>任务责任分解表")


def test_without_scripts_the_page_says_what_it_needs(parsed: BeautifulSoup) -> None:
    assert "需要浏览器允许运行脚本" in only(parsed, "noscript").get_text()


def test_every_file_beside_it_is_listed_and_explained(parsed: BeautifulSoup) -> None:
    files = json.loads(only(parsed, "#facts").get_text())["files"]
    assert [file["path"] for file in files] == ["tables/tasks.csv", "graph.ttl"]
    assert all(file["zh"] and file["en"] for file in files)


def test_same_plan_same_bytes(plan: Plan, source_text: str, written: Path, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "tasks.csv").touch()
    (tmp_path / "graph.ttl").touch()
    page = write_explorer(plan, source_text, tmp_path)
    assert page.read_bytes() == (written / "index.html").read_bytes()
