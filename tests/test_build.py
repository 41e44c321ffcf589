"""The main job as a user runs it: one command in, one folder out."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from remit.build import build, plan_id_of, plans_of
from remit.errors import UnreadableSource

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = {
    "graph.trig",
    "graph.ttl",
    "store/quads.nq",
    "tables/tasks.csv",
    "tables/units.csv",
    "tables/assignments.csv",
    "tables/candidates.csv",
    "tables/shared_work.csv",
    "tables/targets.csv",
    "tables/mentions.csv",
    "tables/dependencies.csv",
    "tables/load.csv",
    "tables/findings.csv",
    "index.html",
    "source.txt",
    "manifest.json",
}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "build_graph.py", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )


@pytest.fixture(scope="module")
def ran(seed_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    out = tmp_path_factory.mktemp("out")
    result = run(seed_plan, "--out", out)
    assert result.returncode == 0, result.stderr
    return result.stdout, out / "zhonglou-2025"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_summary_answers_the_first_questions(ran: tuple[str, Path]) -> None:
    summary = ran[0]
    assert "任务 tasks 107 · 单位 units 44 · 领导 leaders 7 · 统称 groups 5" in summary
    assert "完整 whole 1 · 部分可见 some left 34 · 全部缺失 all lost 72" in summary
    assert "五星街道 — 南大街街道：1 / 2" in summary
    assert "区发改局：2 / 9 / 12" in summary
    assert "6 警告 warnings" in summary


def test_it_names_every_file_it_wrote(ran: tuple[str, Path]) -> None:
    summary, folder = ran
    assert set(files(folder)) == EXPECTED
    for name in EXPECTED:
        assert str(folder / name) in summary


def test_the_same_input_gives_the_same_bytes(
    ran: tuple[str, Path], seed_plan: Path, tmp_path: Path
) -> None:
    again = build(seed_plan, tmp_path).folder
    assert files(again) == files(ran[1])


def test_the_turtle_holds_what_is_stated_and_expanded_and_nothing_inferred(
    ran: tuple[str, Path],
) -> None:
    turtle = (ran[1] / "graph.ttl").read_text(encoding="utf-8")
    assert "rm:Stated" in turtle
    assert "rm:Expanded" in turtle
    assert "rm:Inferred" not in turtle


@pytest.mark.parametrize("content", [b"", bytes(range(256)), "只有一句话。".encode()])
def test_bad_input_ends_with_code_2_and_leaves_the_last_results(
    seed_plan: Path, tmp_path: Path, content: bytes
) -> None:
    plan = tmp_path / "district-2025" / "plan.txt"
    plan.parent.mkdir()
    plan.write_bytes(seed_plan.read_bytes())
    out = tmp_path / "out"
    before = files(build(plan, out).folder)
    plan.write_bytes(content)
    result = run(plan, "--out", out)
    assert result.returncode == 2
    assert str(plan) in result.stderr
    assert "Traceback" not in result.stderr
    assert files(out / "district-2025") == before
    assert [path.name for path in out.iterdir()] == ["district-2025"]


def _begun(seed_plan: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start a build and return when it has begun to write."""
    started = subprocess.Popen(
        [sys.executable, ROOT / "build_graph.py", seed_plan, "--out", out],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )
    while started.poll() is None and not any(out.glob(".zhonglou-2025-*")):
        time.sleep(0.01)
    return started


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
@pytest.mark.parametrize("asked_by", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_asked_to_end_leaves_nothing_behind(
    asked_by: signal.Signals, seed_plan: Path, tmp_path: Path
) -> None:
    started = _begun(seed_plan, tmp_path)
    started.send_signal(asked_by)
    assert started.wait() != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_what_a_killed_build_leaves_is_removed_by_the_next(seed_plan: Path, tmp_path: Path) -> None:
    killed = _begun(seed_plan, tmp_path)
    killed.kill()
    killed.wait()
    build(seed_plan, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["zhonglou-2025"]


def test_a_missing_file_ends_with_code_2(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere.txt", "--out", tmp_path)
    assert result.returncode == 2
    assert "nowhere.txt" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_plan_is_named_for_its_folder_or_its_file() -> None:
    assert plan_id_of(Path("data/zhonglou-2025/plan.txt")) == "zhonglou-2025"
    assert plan_id_of(Path("钟楼区 2025年 分解表.txt")) == "钟楼区-2025年-分解表"


def test_several_files_are_named_for_what_their_names_begin_with() -> None:
    assert plan_id_of((Path("云溪区2026年附件1.docx"), Path("云溪区2026年附件2.xlsx"))) == (
        "云溪区2026年"
    )
    assert plan_id_of((Path("通知.docx"), Path("任务表.xlsx"))) == "通知"


def test_files_of_one_folder_are_one_plan_and_folders_and_zips_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "2024"
    folder.mkdir()
    given = [tmp_path / "a.docx", folder, tmp_path / "b.xlsx", tmp_path / "c.zip", Path("-")]
    assert plans_of(given) == [(given[0], given[2]), folder, given[3], Path("-")]
    years = [Path("data/2024/plan.txt"), Path("data/2025/plan.txt")]
    assert plans_of(years) == years


def test_two_plans_of_one_name_are_refused(seed_plan: Path, tmp_path: Path) -> None:
    from remit.build import refuse_same_names

    copy = tmp_path / "zhonglou-2025.txt"
    copy.write_bytes(seed_plan.read_bytes())
    with pytest.raises(UnreadableSource, match="same plan name"):
        refuse_same_names([seed_plan, copy])


def test_markup_in_a_task_is_text_in_every_file(tmp_path: Path) -> None:
    plan = tmp_path / "x-2025.txt"
    header = "序号\n目标名称\n工作标准\n分管领导\n牵头单位\n配合单位\n1\n目标名称一\n"
    plan.write_text(
        f"{header}(1)推进<script>window.pwned=1</script>建设。\n王旭锋\n区发改局\n区财政局\n",
        encoding="utf-8",
    )
    folder = build(plan, tmp_path / "out").folder
    for page in folder.rglob("*.html"):
        assert "<script>window.pwned" not in page.read_text(encoding="utf-8")
