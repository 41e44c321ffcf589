"""What the two READMEs show is what a reader gets."""

import re
from pathlib import Path

import pytest

from remit.build import build
from remit.cli import app, main
from remit.query import catalogue

ROOT = Path(__file__).resolve().parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


def blocks(readme: Path) -> list[str]:
    return re.findall(
        r"^```\n(.*?)^```$", readme.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_summary_shown_is_the_summary_printed(
    readme: Path,
    seed_plan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(["build", str(seed_plan)])
    assert capsys.readouterr().out in blocks(readme)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_answer_shown_begins_the_answer_given(
    readme: Path, seed_plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = build(seed_plan, tmp_path).folder
    with pytest.raises(SystemExit):
        main(["query", "rank_unit_pairs", "--format", "md", "--store", str(store)])
    shown = next(block for block in blocks(readme) if "| first |" in block)
    lines = [line for line in shown.splitlines() if line.startswith("|")]
    assert lines == capsys.readouterr().out.splitlines()[: len(lines)]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_what_if_shown_begins_what_is_said(
    readme: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    shown = next(block for block in blocks(readme) if "$ remit whatif" in block)
    command, *lines = shown.partition("\n…")[0].splitlines()
    with pytest.raises(SystemExit):
        main(command.split()[2:])
    assert lines == capsys.readouterr().out.splitlines()[: len(lines)]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_and_every_query_shown_exists(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    commands = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    assert set(re.findall(r"remit ([a-z]+)\b", text)) >= commands
    asked = set(re.findall(r"remit query (\w+)(?:\s|$)", text))
    assert asked <= {question.name for question in catalogue()}


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_links_lead_somewhere(readme: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", readme.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (
        [[line.split("#")[0].strip() for line in block.splitlines()] for block in blocks(readme)]
        for readme in READMES
    )
    assert english == chinese
