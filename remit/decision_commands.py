"""The commands that planners decide by."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from remit.comparison.facts import ChangeKind
from remit.errors import BadQuery
from remit.folder import write_file
from remit.terminal import Format, print_table

MOST: Final = 5


class ChangeTable(StrEnum):
    """The tables of `remit compare`."""

    TASKS = "tasks"
    TARGETS = "targets"
    UNITS = "units"
    LOADS = "loads"
    LEADERS = "leaders"
    THREADS = "threads"


def whatif(
    plan: Annotated[Path, typer.Argument(help="计划文件或结果文件夹 A plan file or built folder.")],
    merge: Annotated[
        list[str] | None, typer.Option(help="合并 Units that become one: UNIT,UNIT")
    ] = None,
    move: Annotated[
        list[str] | None,
        typer.Option(help="移交牵头或分工 Hand over: TASK:UNIT (the lead) or TASK:FROM:TO"),
    ] = None,
    lead: Annotated[
        list[str] | None,
        typer.Option(help="换牵头，原牵头改配合 Another lead, who led supports: TASK:UNIT"),
    ] = None,
    split: Annotated[
        list[str] | None, typer.Option(help="拆分 A new unit: UNIT:NEW=TASK,TASK")
    ] = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="建议转给谁配合 Which supports to hand over.")
    ] = False,
    most: Annotated[int, typer.Option(min=1, help="最多几条建议 Suggestions at most.")] = MOST,
    output: Annotated[
        Format, typer.Option("--format", "-f", help="输出格式 How to print.")
    ] = Format.TABLE,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写入文件 Write the table to a file.")
    ] = None,
) -> None:
    """如果这样调整，负荷怎样变；什么也不写出 / What a change would do; nothing is written.

    Example: remit whatif data/zhonglou-2025/plan.txt --lead 48:区城管局

    Example: remit whatif data/samples/yunxi-2025/plan.docx --suggest
    """
    from remit.account.plain import what_is_known
    from remit.account.units import require_units
    from remit.coordination import likelihood
    from remit.opening import opened
    from remit.query import words_table
    from remit.whatif import beside, changed, changes_of, said, suggested, suggestions_said

    before = opened(plan)
    require_units(before)
    changes = changes_of(before, merge or (), move or (), lead or (), split or ())
    if not changes and not suggest:
        raise BadQuery(
            "没有写明设想；请用 --merge、--move、--lead、--split 或 --suggest。"
            " / nothing is changed; use --merge, --move, --lead, --split or --suggest."
        )
    after = changed(before, changes)
    words = list(what_is_known(likelihood(before)))
    if suggest:
        relief = suggested(after, most, changes)
        moves = tuple(each.move for each in relief.suggestions)
        words += suggestions_said(relief, after)
        changes, after = (*changes, *moves), changed(after, moves)
    rows = beside(before, after, changes)
    if changes:
        words += said(rows, changes, before, after)
    table = rows.table()
    if output is Format.TABLE:
        for line in words:
            typer.echo(line)
    if output is Format.JSON:
        text = json.dumps(table.records(), ensure_ascii=False, indent=2)
        write_file(out, text + "\n") if out else typer.echo(text)
    elif changes or out or output is not Format.TABLE:
        print_table(words_table(table.columns, table.texts()), output, out)


def compare(
    plans: Annotated[
        list[Path],
        typer.Argument(
            help="两份以上的计划或结果文件夹，或放着它们的文件夹"
            " Two plans or built folders or more, or a folder of them."
        ),
    ],
    table: Annotated[
        ChangeTable, typer.Option("--table", "-t", help="哪张表 Which table.")
    ] = ChangeTable.TASKS,
    kind: Annotated[
        list[ChangeKind] | None, typer.Option("--kind", "-k", help="只看这种任务 Only tasks of it.")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="审定文件 Decisions of people. [decisions.csv beside]")
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", "-f", help="输出格式 How to print.")
    ] = Format.TABLE,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写入文件 Write the table to a file.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--output", help="写入文件夹：一页图谱和所有表 A page and all tables."),
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(help="把拿不准的配对写入审定文件 Doubtful pairs, for people to decide."),
    ] = None,
) -> None:
    """各年计划有什么变化：任务、指标、单位、领导和负荷 / What changed from year to year.

    Example: remit compare data/samples/yunxi-2024/plan.docx data/samples/yunxi-2025/plan.docx
    Example: remit compare data/samples --table threads --format xlsx --out years.xlsx
    Example: remit compare data/samples --review decisions.csv
    """
    from remit.account.change_tables import TABLES, of_kinds
    from remit.account.changes import told
    from remit.comparing import compared, doubts, write_series
    from remit.query import words_table
    from remit.review import write_questions

    if kind and table is not ChangeTable.TASKS:
        raise BadQuery(
            "--kind 只用于任务表（--table tasks）。 / --kind goes with --table tasks only."
        )
    series, text_of_latest = compared(plans, decisions)
    if output is Format.TABLE:
        for line in told(series):
            typer.echo(line)
    if review is not None:
        asked = doubts(series)
        write_questions(asked, review)
        said = f"{review}：{len(asked)} 对待审定 / {len(asked)} pairs to decide"
        typer.echo(said, err=output is not Format.TABLE)
    if folder is not None:
        for file in write_series(series, text_of_latest, folder):
            typer.echo(f"  {file}", err=output is not Format.TABLE)
    shown = TABLES[table.value](series)
    if table is ChangeTable.TASKS:
        shown = of_kinds(shown, kind or ())
    if output is Format.JSON:
        text = json.dumps(shown.records(), ensure_ascii=False, indent=2)
        write_file(out, text + "\n") if out else typer.echo(text)
    elif output is not Format.TABLE or out or kind or table is not ChangeTable.TASKS:
        print_table(words_table(shown.columns, shown.texts()), output, out)


def report(
    plan: Annotated[Path, typer.Argument(help="计划文件或结果文件夹 A plan file or built folder.")],
    out: Annotated[Path, typer.Option(help="结果文件夹 Folder for the papers.")] = Path("reports"),
) -> None:
    """写一份可以带到会上的报告：DOCX 和 HTML，中英文各一份 / Write a paper for a meeting.

    Word and HTML, in Chinese and in English, four files.

    Example: remit report data/samples/yunxi-2025/plan.docx --out reports
    """
    from remit.account.units import require_units
    from remit.opening import opened
    from remit.report import Language, as_document, as_page, paper_of

    found = opened(plan)
    require_units(found)
    paper = paper_of(found)
    typer.echo("写出 Written")
    for language in Language:
        for ending, content in (
            ("docx", as_document(paper, language)),
            ("html", as_page(paper, language)),
        ):
            target = out / f"{found.id}.{language}.{ending}"
            write_file(target, content)
            typer.echo(f"  {target}")
