"""The commands. Each one opens what it needs, calls one function and prints."""

import json
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Final

import typer

from remit import __version__
from remit.account.grouping import Grouping
from remit.decision_commands import compare, report, whatif
from remit.errors import RemitError
from remit.interpret.candidates import MIN_CONFIDENCE
from remit.model import Severity
from remit.question_commands import ask, load, queries, query, shell, show
from remit.terminal import Format, print_table

USER_ERROR: Final = 2
"""Exit code for anything the user can put right: bad input, bad query, bad folder."""

app = typer.Typer(
    name="remit",
    help="责任图谱 Remit：把责任分解表变成知识图谱 / responsibility plans as a knowledge graph.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


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
    each: Annotated[
        bool, typer.Option("--each", help="每个文件一份计划 Every file is a plan of its own.")
    ] = False,
    out: Annotated[Path, typer.Option(help="结果文件夹 Folder for the results.")] = Path("out"),
    rosters: Annotated[
        Path | None,
        typer.Option(help="成员名册 Members of groups, as CSV. [rosters.csv beside]"),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(help="审定文件 Decisions of people, as CSV. [decisions.csv beside]"),
    ] = None,
    gazetteer: Annotated[
        Path | None,
        typer.Option(
            help="地名项目名录 Names of places and projects, as CSV. [gazetteer.csv beside]"
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(min=0, max=1, help="推断为分工的最低概率 What to infer for a lost cell."),
    ] = MIN_CONFIDENCE,
    previous: Annotated[
        list[Path] | None,
        typer.Option(help="往年计划，残本据以推断 A plan of an earlier year: tells of lost cells."),
    ] = None,
    timings: Annotated[bool, typer.Option(help="显示各步用时 Print seconds by phase.")] = False,
) -> None:
    """读取计划，生成图谱、表格和网页 / Read plans; write graph, tables and pages.

    Files of one folder (a notice and its attachments) form one plan together.

    Example: remit build data/zhonglou-2025/plan.txt --out out
    """
    from remit.build import build as build_plan
    from remit.build import default_plans, each_alone, plans_of, refuse_same_names
    from remit.summary import summary
    from remit.waiting import Waiting

    given = plans or default_plans()
    found = each_alone(given) if each else plans_of(given)
    refuse_same_names(found)
    for plan in found:
        if isinstance(plan, tuple):
            names = "、".join(path.name for path in plan)
            typer.echo(f"… 合成一份计划 one plan (--each: {len(plan)}): {names}", err=True)
        with Waiting() as waiting:
            built = build_plan(
                plan,
                out,
                waiting.phase,
                rosters,
                decisions,
                waiting.step,
                gazetteer,
                min_confidence,
                previous or (),
            )
        for line in summary(built.plan):
            typer.echo(line)
        typer.echo("写出 Written")
        for file in built.files:
            typer.echo(f"  {file}")
        typer.echo(f"请打开 Open: {built.folder / 'index.html'}")
        if timings:
            for phase, seconds in built.seconds.items():
                typer.echo(f"timing {phase} {seconds:.3f}")


@app.command(name="read")
def read_plan(
    plans: Annotated[
        list[Path], typer.Argument(help="计划文件 The file or files of a plan; -: standard input.")
    ],
    output: Annotated[
        Format, typer.Option("--format", "-f", help="输出格式 How to print.")
    ] = Format.TABLE,
    gazetteer: Annotated[
        Path | None,
        typer.Option(
            help="地名项目名录 Names of places and projects, as CSV. [gazetteer.csv beside]"
        ),
    ] = None,
) -> None:
    """显示读到了什么，不生成结果 / Show what was read, before anything is built.

    Example: remit read data/zhonglou-2025/plan.txt --format json
    """
    from remit.build import understood
    from remit.query import words_table
    from remit.readout import COLUMNS, readout, rows
    from remit.waiting import Waiting

    with Waiting() as waiting:
        given = plans[0] if len(plans) == 1 else tuple(plans)
        found = readout(understood(given, progress=waiting.step, gazetteer=gazetteer)[0])
    if output is Format.JSON:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    print_table(words_table(COLUMNS, rows(found)), output)
    for finding in found["findings"]:
        typer.echo(f"! {finding['zh']} / {finding['en']}", err=True)


@app.command()
def learn(
    plans: Annotated[list[Path], typer.Argument(help="完整的计划 Complete plan files.")],
    out: Annotated[Path, typer.Option(help="写到哪个文件 The table to write.")] = Path(
        "competence.csv"
    ),
) -> None:
    """从完整的计划统计各机构的职责用词 / Learn from complete plans which words go with which organ.

    Only counts are kept, no text. Use the table with remit suggest --competence.

    Example: remit learn 2023.docx 2024.docx --out competence.csv
    """
    from remit.build import understood
    from remit.folder import write_file
    from remit.interpret.learning import as_csv, lessons
    from remit.interpret.learning import learn as learned

    found = lessons(understood(path)[0] for path in plans)
    write_file(out, as_csv(learned(found)))
    organs = {kind for lesson in found for kind in lesson.leads}
    typer.echo(
        f"{out}：用了 {len(plans)} 份计划、{len(found)} 项任务、{len(organs)} 种机构"
        f" / learned from {len(plans)} plans, {len(found)} tasks, {len(organs)} kinds of organ"
    )


@app.command()
def suggest(
    text: Annotated[
        str,
        typer.Argument(help="任务文本；“-”：标准输入，一行一项 A task; “-”: one a line on stdin."),
    ],
    plan: Annotated[
        Path | None, typer.Option(help="只从这份计划的单位中选 Choose among this plan's units.")
    ] = None,
    competence: Annotated[
        Path | None, typer.Option(help="remit learn 生成的统计表 A table of remit learn.")
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", "-f", help="输出格式 How to print.")
    ] = Format.TABLE,
) -> None:
    """还没有分工的任务，建议谁牵头、谁配合 / Suggest who should lead and support a new task.

    Example: remit suggest "新建公办幼儿园3所" --plan data/zhonglou-2025/plan.txt
    """
    from remit.build import understood
    from remit.interpret.competence import default_competence, read_competence
    from remit.interpret.suggest import suggestions, supports
    from remit.model import Role
    from remit.query import words_table
    from remit.words import ROLES

    judge = read_competence(competence) if competence else default_competence()
    known = understood(plan)[0] if plan else None
    tasks = [line.strip() for line in sys.stdin] if text == "-" else [text.strip()]
    found = [
        (task, suggestions(task, judge, known), supports(task, judge, known))
        for task in tasks
        if task
    ]
    if output is Format.JSON:
        as_data = [
            {
                "task": task,
                "suggestions": [asdict(each) for each in leading],
                "supports": [asdict(each) for each in supporting],
            }
            for task, leading, supporting in found
        ]
        typer.echo(json.dumps(as_data, ensure_ascii=False, indent=2))
        return
    columns = (
        "任务 task",
        "角色 role",
        "建议单位 organ",
        "常用名称 names",
        "概率 probability",
        "理由 because",
    )
    rows = [
        (
            task,
            f"{ROLES[role].zh} {ROLES[role].en}",
            f"{each.label.zh} {each.label.en}",
            "、".join(each.names),
            f"{each.probability:.2f}",
            f"{each.because.zh} / {each.because.en}",
        )
        for task, leading, supporting in found
        for role, some in ((Role.LEADS, leading), (Role.SUPPORTS, supporting))
        for each in some
    ]
    print_table(words_table(columns, rows), output)


@app.command()
def findings(
    plan: Annotated[Path, typer.Argument(help="计划文件或结果文件夹 A plan file or built folder.")],
    kind: Annotated[str | None, typer.Option(help="种类代码 Only this kind.")] = None,
    severity: Annotated[Severity | None, typer.Option(help="程度 Only this severity.")] = None,
    output: Annotated[
        Format, typer.Option("--format", "-f", help="输出格式 How to print.")
    ] = Format.TABLE,
) -> None:
    """列出需要核对的事项 / List what a planner should look at.

    Example: remit findings data/zhonglou-2025/plan.txt --severity warning
    """
    from remit.checklist import chosen, findings_of
    from remit.query import words_table

    titles, rows = findings_of(plan)
    print_table(words_table(titles, chosen(rows, kind, severity)), output)


@app.command()
def review(
    plan: Annotated[Path, typer.Argument(help="计划文件 A plan file.")],
    out: Annotated[Path, typer.Option(help="写到哪个文件 The CSV file.")] = Path("review.csv"),
    decisions: Annotated[
        Path | None, typer.Option(help="已有的审定 Decisions so far. [decisions.csv beside]")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="上一年的计划：还问哪些任务是同一项 The plan of last year.")
    ] = None,
) -> None:
    """列出拿不准、请人审定的事项 / Write what people should decide, with a column for it.

    Fill in decision and reviewer, and keep the file as decisions.csv beside the plan.

    Example: remit review data/zhonglou-2025/plan.txt --out review.csv
    """
    from remit.build import understood
    from remit.comparing import doubts, series_of
    from remit.review import questions, write_questions

    asked = questions(understood(plan, decisions=decisions)[0])
    if against:
        asked += doubts(series_of([against, plan], decisions))
    write_questions(asked, out)
    typer.echo(f"{out}：{len(asked)} 项待审定 / {len(asked)} things to decide")


@app.command()
def coordination(
    plans: Annotated[
        list[Path] | None,
        typer.Argument(
            help="计划、结果文件夹，或放着多个的文件夹 Plans, built folders, or folders of them."
        ),
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", "-m", help="指标 A measure; see docs/measures.md.")
    ] = None,
    by: Annotated[
        Grouping | None, typer.Option(help="分组 Divide by goal, leader, organ, place.")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help="只看一个单位 One unit.")] = None,
    organ: Annotated[
        str | None, typer.Option(help="多份计划中只看一类机构 One kind of organ, of several plans.")
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", "-f", help="输出格式 How to print.")
    ] = Format.TABLE,
) -> None:
    """谁的协同负荷最重、谁同谁共事、瓶颈在哪里 / Who carries most, who meets whom, where it jams.

    Of several plans: what each kind of organ carries, and where it carries more than its share.

    Example: remit coordination data/zhonglou-2025/plan.txt --measure load --by goal
    Example: remit coordination data/samples --organ 住建
    """
    from remit.build import default_plans
    from remit.coordinating import account_of
    from remit.query import words_table

    account = account_of(plans or default_plans(), measure, by, unit, organ)
    if output is Format.JSON:
        typer.echo(json.dumps(account.table.records(), ensure_ascii=False, indent=2))
        return
    if output is Format.TABLE:
        for line in account.words:
            typer.echo(line)
    print_table(words_table(account.table.columns, account.table.texts()), output)


@app.command()
def check(
    graph: Annotated[Path, typer.Argument(help="图文件 A .trig, .nq or .ttl file.")],
) -> None:
    """按约束核对一个图 / Check a graph against the shapes.

    Example: remit check out/zhonglou-2025/graph.trig
    """
    from remit.graph.files import read_graph
    from remit.graph.validate import describe, validate

    violations = validate(read_graph(graph))
    for violation in violations:
        typer.echo(f"{graph}：{describe(violation)}")
    if violations:
        raise typer.Exit(USER_ERROR)
    typer.echo(f"{graph}：符合全部约束 / conforms to all shapes")


for _command in (query, ask, show, shell, queries, load, compare, whatif, report):
    app.command()(_command)


def main(argv: Sequence[str] | None = None) -> None:
    """Run a command; known errors are printed, without a traceback, with exit code 2.

    A request to end (SIGTERM) ends it as Ctrl-C does: what is half written is removed.
    """
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console that lacks a character shows "?"
            stream.reconfigure(errors="replace", newline="")
    try:
        app(args=None if argv is None else list(argv), prog_name="remit", standalone_mode=True)
    except RemitError as error:
        typer.echo(f"remit: {error}", err=True)
        sys.exit(USER_ERROR)
