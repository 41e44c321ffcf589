"""A small plan with everything a view must show, the seed plan, and a real browser."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from remit import build
from remit.assets import asset
from remit.model import (
    Agent,
    AgentKind,
    Assignment,
    Attachment,
    Bilingual,
    Evidence,
    Finding,
    Goal,
    Legibility,
    Membership,
    Notice,
    Passage,
    Plan,
    Role,
    Severity,
    Source,
    Task,
    UnitType,
)
from remit.views import write_explorer

HOSTILE = "抓好<script>window.__pwned=1</script>“安全”'\"</script><!-- & 工作。"
POLICE = "城区\u2028公安<img src=x onerror=window.__pwned=2>分局"
# One name or task a line, as in the seed; 𠮷 takes two UTF-16 units before all else.
LINES = (
    "𠮷 计划",
    "生产总值增长5%左右。",
    "张一",
    "区发改局",
    "各街道",
    "财政收入保持稳定。",
    "区财政局",
    HOSTILE,
    "李二",
    "西街街道",
    "12月底前",
    "加强自身建设。",
    "全体区长",
    "收入与经济增长同步。",
    "消费品零售总额增长。",
    "新建停车场一座。",
    POLICE,
    "深化零基预算改革。",
    "区各部门",
)
SOURCE_TEXT = "\n".join(LINES)
BECAUSE = Bilingual("紧跟在领导之后,推断如此。", "It follows the leader, so it is inferred.")
EXPANDED = Bilingual("“各街道”展开为 2 个单位。", "The group is expanded to 2 units.")


def _passage(line: str) -> Passage:
    number = LINES.index(line)
    start = sum(len(before) + 1 for before in LINES[:number])
    return Passage(start, start + len(line), number + 1, line)


def _task(task_id: str, text: str, legibility: Legibility, *lost: Role) -> Task:
    attachment, number = ("2", "1.1") if task_id == "2-1.1" else ("1", task_id)
    goal = "2-1" if attachment == "2" else "1"
    order = LINES.index(text)
    return Task(
        task_id, number, order, text, goal, attachment, _passage(text), legibility, tuple(lost)
    )


def _stated(task: str, key: str, line: str, role: Role = Role.SUPERVISES) -> Assignment:
    return Assignment(
        id=f"{task}/{key}",
        task=task,
        agent=key,
        evidence=Evidence.STATED,
        confidence=1.0,
        role=role,
        role_evidence=Evidence.STATED,
        role_confidence=1.0,
        passage=_passage(line),
    )


def _guessed(task: str, key: str, line: str, role: Role) -> Assignment:
    return replace(
        _stated(task, key, line, role),
        role_evidence=Evidence.INFERRED,
        role_confidence=0.55,
        role_because=BECAUSE,
    )


def _expanded(key: str) -> Assignment:
    return replace(
        _guessed("1", key, "各街道", Role.SUPPORTS),
        evidence=Evidence.EXPANDED,
        confidence=0.95,
        because=EXPANDED,
        passage=None,
        via_group="各街道",
        derived_from="1/各街道",
    )


@pytest.fixture(scope="session")
def source_text() -> str:
    """The text that the passages of the small plan count in."""
    return SOURCE_TEXT


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Eight tasks: one whole, two without a leader, one without a lead, two without a cell."""
    unit, some = AgentKind.UNIT, Legibility.SOME
    lost = Role.SUPERVISES, Role.LEADS
    return Plan(
        id="small",
        title="2025年<重点>任务责任分解表",
        title_passage=None,
        year=2025,
        jurisdiction="某区",
        area="mou",
        notice=Notice(issuer="某区人民政府", issued=date(2025, 3, 7)),
        source=Source("plan.txt", "0" * 64, "utf-8", len(SOURCE_TEXT)),
        attachments=(Attachment("1", None, None), Attachment("2", None, None)),
        goals=(
            Goal("1", "1", "主要目标", "1", None, 1, is_programme=False, passages=()),
            Goal(
                "2-1",
                "1",
                "停车工程",
                "2",
                None,
                2,
                is_programme=True,
                passages=(),
                restored_number=True,
            ),
        ),
        tasks=(
            _task("1", "生产总值增长5%左右。", Legibility.WHOLE),
            _task("2", "财政收入保持稳定。", some, Role.SUPERVISES),
            replace(_task("3", HOSTILE, some), deadline=_passage("12月底前")),
            _task("4", "加强自身建设。", some, Role.LEADS),
            _task("5", "收入与经济增长同步。", Legibility.NONE, *lost),
            _task("6", "消费品零售总额增长。", Legibility.NONE, *lost),
            _task("2-1.1", "新建停车场一座。", some, Role.SUPERVISES),
            _task("8", "深化零基预算改革。", some, Role.SUPERVISES),
        ),
        agents=(
            Agent("张一", AgentKind.LEADER, "张一"),
            Agent("发改局", unit, "区发改局", ("区发展和改革局",), UnitType.BUREAU),
            Agent(
                "各街道",
                AgentKind.UNIT_GROUP,
                "各街道",
                memberships=tuple(
                    Membership(key, 0.95, EXPANDED) for key in ("东街街道", "西街街道")
                ),
                because=EXPANDED,
            ),
            Agent("东街街道", unit, "东街街道", unit_type=UnitType.SUBDISTRICT),
            Agent("西街街道", unit, "西街街道", unit_type=UnitType.SUBDISTRICT),
            Agent("财政局", unit, "区财政局", unit_type=UnitType.BUREAU),
            Agent("李二", AgentKind.LEADER, "李二"),
            Agent("全体区长", AgentKind.LEADER_GROUP, "全体区长"),
            Agent("公安分局", unit, POLICE, unit_type=UnitType.BRANCH),
            Agent("各部门", AgentKind.UNIT_GROUP, "区各部门"),
        ),
        assignments=(
            _stated("1", "张一", "张一"),
            _stated("1", "发改局", "区发改局", Role.LEADS),
            _guessed("1", "各街道", "各街道", Role.SUPPORTS),
            _expanded("东街街道"),
            _expanded("西街街道"),
            _guessed("2", "发改局", "区发改局", Role.SUPPORTS),
            _guessed("2", "财政局", "区财政局", Role.LEADS),
            replace(_stated("3", "李二", "李二"), inherited=True),
            _guessed("3", "财政局", "区财政局", Role.LEADS),
            replace(
                _guessed("3", "西街街道", "西街街道", Role.SUPPORTS),
                passage=replace(_passage("西街街道"), place="sheet=附件1;cell=D7"),
            ),
            _stated("4", "全体区长", "全体区长"),
            replace(
                _stated("2-1.1", "公安分局", POLICE, Role.TAKES_PART),
                role_evidence=None,
                role_confidence=None,
            ),
            replace(
                _stated("8", "各部门", "区各部门", Role.TAKES_PART),
                role_evidence=None,
                role_confidence=None,
            ),
        ),
        repeats_dropped=True,
        findings=(
            Finding(
                "f1",
                "merged-names",
                Severity.WARNING,
                Bilingual("请核对<b>名称</b>。", "Check the name."),
                (("agent", "公安分局"),),
                (_passage(POLICE),),
            ),
        ),
    )


@pytest.fixture(scope="session")
def written(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the page of the small plan."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "tables").mkdir()
    (folder / "tables" / "tasks.csv").touch()
    (folder / "graph.ttl").touch()
    write_explorer(plan, SOURCE_TEXT, folder)
    return folder


@pytest.fixture(scope="session")
def seed_read(seed_plan: Path) -> tuple[Plan, str]:
    """The seed plan as a build understands it, with candidates for lost cells, and its text."""
    return build.understood(seed_plan)


@pytest.fixture(scope="session")
def whole_read() -> tuple[Plan, str]:
    """A plan that lost nothing, read from a Word file, and its text."""
    return build.understood(asset("data", "samples", "yunxi-2025", "plan.docx"))


@pytest.fixture(scope="session")
def seed_explorer(seed_read: tuple[Plan, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the seed plan."""
    return write_explorer(*seed_read, tmp_path_factory.mktemp("seed-explorer"))


@pytest.fixture(scope="session")
def whole_explorer(whole_read: tuple[Plan, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the plan that lost nothing."""
    return write_explorer(*whole_read, tmp_path_factory.mktemp("whole-explorer"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the tests are skipped, except where CI promises it."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None and "CI" in os.environ:
        pytest.fail("CI is set, but no Chromium is installed: run scripts/setup_system.sh")
    if executable is None:
        pytest.skip("no Chromium is installed: run scripts/setup_system.sh")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of a laptop's size."""
    opened = browser.new_page(viewport={"width": 1280, "height": 720})
    yield opened
    opened.close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the page says on its console, its errors, and each request that is no page of ours."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.extend(_elsewhere(request.url)))
    return said


def _elsewhere(url: str) -> list[str]:
    return [] if url.startswith("file:") else [url]
