"""The commands. Each one opens what it needs, calls one function and prints."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from remit import __version__
from remit.errors import RemitError

USER_ERROR: Final = 2
"""Exit code for anything the user can put right: bad input, bad query, bad folder."""

app = typer.Typer(
    name="remit",
    help="责任图谱 Remit：把责任分解表变成知识图谱 / responsibility plans as a knowledge graph.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How `remit query` prints its answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "md"


class Believe(StrEnum):
    """Which evidence `remit query` believes; each level includes the ones before it."""

    STATED = "stated"
    EXPANDED = "expanded"
    INFERRED = "inferred"


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"remit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="版本 Print the version."
        ),
    ] = False,
) -> None:
    pass


@app.command()
def build(
    plans: Annotated[
        list[Path] | None, typer.Argument(help="计划文件 Plan files; default: data/*/plan.txt")
    ] = None,
    out: Annotated[Path, typer.Option(help="结果文件夹 Folder for the results.")] = Path("out"),
    timings: Annotated[bool, typer.Option(help="显示各步用时 Print seconds by phase.")] = False,
) -> None:
    """读取计划，生成图谱、表格和网页 / Read plans; write graph, tables and pages.

    Example: remit build data/zhonglou-2025/plan.txt --out out
    """
    from remit.build import build as build_plan
    from remit.build import default_plans, refuse_same_names
    from remit.summary import summary

    paths = plans or default_plans()
    refuse_same_names(paths)
    for path in paths:
        built = build_plan(path, out, lambda zh, en: typer.echo(f"… {zh} {en}", err=True))
        for line in summary(built.plan):
            typer.echo(line)
        typer.echo("写出 Written")
        for file in built.files:
            typer.echo(f"  {file}")
        typer.echo(f"请打开 Open: {built.folder / 'index.html'}")
        if timings:
            for phase, seconds in built.seconds.items():
                typer.echo(f"timing {phase} {seconds:.3f}")


def main(argv: Sequence[str] | None = None) -> None:
    """Run a command; known errors are printed, without a traceback, with exit code 2."""
    try:
        app(args=None if argv is None else list(argv), standalone_mode=True)
    except RemitError as error:
        typer.echo(f"remit: {error}", err=True)
        sys.exit(USER_ERROR)
