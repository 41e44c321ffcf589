"""The commands, run in the same process as a user's shell would run them."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from remit.build import build
from remit.cli import app, main

WORD = Path(__file__).resolve().parent.parent / "data" / "samples" / "yunxi-2025" / "plan.docx"


@pytest.fixture(scope="module")
def built(seed_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(seed_plan, tmp_path_factory.mktemp("out")).folder


def output(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    assert ended.value.code == 0, captured.err
    return captured.out


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_every_command_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__
        assert "/" in output(capsys, name, "--help")


def test_read_shows_what_the_layout_says_before_anything_is_built(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = json.loads(output(capsys, "read", WORD, "--format", "json"))
    assert set(found) == {"tasks", "findings"}
    assert len(found["tasks"]) == 96
    task = found["tasks"][0]
    assert task["number"] == "1"
    assert task["text"] == "地区生产总值增长5%左右，总量突破900亿元。"
    assert task["goal"] == ["全区经济社会发展主要预期目标"]
    assert (task["leaders"], task["leads"]) == (["常务副区长"], ["区发改局"])
    assert task["supports"] == ["区统计局", "经开区", "高新区(云岭镇)", "各镇(街道)"]
    assert (task["takes_part"], task["deadline"]) == ([], None)
    assert task["passages"][0]["place"].startswith("table=")


ATTACHMENTS = {
    "云溪2026附件1.txt": "附件1\n1.修路。（牵头单位：区交通局；配合单位：区财政局）\n",
    "云溪2026附件2.csv": "序号,任务,牵头单位,配合单位\n1,架桥,区住建局,区财政局\n",
}


def attachments(folder: Path) -> list[Path]:
    for name, text in ATTACHMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in ATTACHMENTS]


def test_files_given_together_are_one_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = attachments(tmp_path)
    found = json.loads(output(capsys, "read", *files, "--format", "json"))
    assert [task["leads"] for task in found["tasks"]] == [["区交通局"], ["区住建局"]]
    output(capsys, "build", *files, "--out", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["云溪2026"]
    assert (
        (tmp_path / "out" / "云溪2026" / "source.txt")
        .read_text(encoding="utf-8")
        .startswith("附件1")
    )


def test_each_file_can_be_a_plan_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output(capsys, "build", "--each", *attachments(tmp_path), "--out", tmp_path / "out")
    folders = {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()}
    assert folders == {"云溪2026附件1", "云溪2026附件2"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_a_terminal_shows_how_far_reading_is_and_a_pipe_does_not() -> None:
    import pty  # which other systems lack

    pages = WORD.with_suffix(".pdf")
    command = [sys.executable, "-c", "from remit.cli import main; main()", "read", str(pages)]
    piped = subprocess.run(command, capture_output=True, check=True, cwd=WORD.parents[3])
    assert b"\x1b" not in piped.stderr + piped.stdout
    controller, terminal = pty.openpty()
    shown = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=terminal, cwd=WORD.parents[3]
    )
    os.close(terminal)
    drawn = b""
    with contextlib.suppress(OSError):  # how Linux says that the other end is closed
        while piece := os.read(controller, 4096):
            drawn += piece
    os.close(controller)
    assert shown.wait() == 0
    assert "\r\x1b[K第 1 页，共 ".encode() in drawn
    assert drawn.replace(b"\r\x1b[K", b"").count(b"page 1 of") == 1
    assert drawn.rpartition(b"page ")[2].partition(b"!")[0].endswith(b"\r\x1b[K")


def test_read_prints_a_table_and_says_what_was_noticed(
    seed_plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main_output = output(capsys, "read", seed_plan, "--format", "csv").splitlines()
    assert len(main_output) == 1 + 107
    assert main_output[0].startswith("编号 number,目标 goal,任务 text")


def test_a_word_file_builds_a_graph_that_conforms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = build(WORD, tmp_path).folder
    assert "conforms to all shapes" in output(capsys, "check", folder / "graph.trig")
    store = ("--store", folder, "--format", "csv")
    roles = output(capsys, "query", "list_tasks_of_unit", *store, "-p", "unit=区发改局")
    assert "牵头" in roles


def test_queries_lists_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    listed = output(capsys, "queries")
    assert "rank_unit_pairs" in listed
    assert "哪些单位共同承担的任务最多？" in listed


@pytest.mark.parametrize(
    "names",
    [
        ("高新区(邹区镇)", "高新园(邹区镇)", "高新区"),
        ("区住建局", "住建", "区住房和城乡建设局", "住建委"),  # the usual names of its kind
    ],
)
def test_a_unit_is_asked_for_by_any_of_its_names(
    built: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, ...]
) -> None:
    answers = {
        output(capsys, "query", "list_tasks_of_unit", "--store", built, "-p", f"unit={name}")
        for name in names
    }
    assert len(answers) == 1


def test_members_of_a_group_come_from_the_roster_given(
    tmp_path: Path, seed_plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = tmp_path / "committee.csv"
    roster.write_text("group,member\n区安委会各成员单位,区住建局\n", encoding="utf-8")
    output(capsys, "build", str(seed_plan), "--out", str(tmp_path), "--rosters", str(roster))
    store = tmp_path / "zhonglou-2025"

    answer = output(capsys, "query", "list_tasks_of_unit", "--store", store, "-p", "unit=区住建局")

    assert "区安委会各成员单位" in answer


def test_an_answer_can_be_had_as_csv_json_and_markdown(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ("query", "rank_unit_pairs", "--store", built, "--format")
    assert output(capsys, *ask, "csv").splitlines()[0].startswith("first,second,shared_tasks")
    found = json.loads(output(capsys, *ask, "json"))
    assert found["results"]["bindings"][0]["first"]["value"] == "五星街道"
    assert output(capsys, *ask, "md").startswith("| first | second |")


def test_evidence_decides_what_is_believed(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ("query", "list_dependencies", "--store", built, "--format", "csv", "--evidence")
    assert len(output(capsys, *ask, "expanded").splitlines()) == 1  # only the header
    assert len(output(capsys, *ask, "inferred").splitlines()) > 10


def test_a_query_file_is_run(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = tmp_path / "mine.rq"
    query.write_text("SELECT (COUNT(*) AS ?n) WHERE { ?s a ?type }", encoding="utf-8")
    assert output(capsys, "query", query, "--store", built, "--format", "csv").startswith("n\r\n")


def test_a_built_graph_conforms(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "conforms to all shapes" in output(capsys, "check", built / "graph.trig")


def test_a_broken_graph_is_reported_with_task_and_line(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "graph.nq"
    kept = [
        line
        for line in (built / "store" / "quads.nq").read_text(encoding="utf-8").splitlines()
        if not ("/task/31>" in line.split()[0] and "ontology#text>" in line)
    ]
    broken.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["check", str(broken)])
    assert ended.value.code == 2
    assert "task (31), line 91" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list_tasks_of_units",), "list_tasks_of_unit"),
        (("list_tasks_of_unit",), "unit"),
        (("list_tasks_of_unit", "-p", "unit=区住健局"), "区住建局"),
        (("list_tasks_of_unit", "-p", "区住建局"), "name=value"),
        (("nowhere.rq",), "nowhere.rq"),
    ],
)
def test_a_wrong_question_gets_one_helpful_message(
    built: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert message in refusal(capsys, "query", *arguments, "--store", built)


def test_without_a_built_folder_it_says_to_build_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "run remit build first" in refusal(capsys, "query", "count_overview")
