"""The commands that ask: `query`, `ask`, `show`, `shell`, and `queries` and `load` beside them."""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from remit.model import Evidence
from remit.terminal import Format, only_store, parameters_given, print_table

if TYPE_CHECKING:
    from remit.query import Engine, Limits, Table

_SECONDS: Final = 60.0
_ROWS: Final = 100_000
_MEGABYTES: Final = 2_000


def _names_of_queries(begun: str) -> list[str]:
    from remit.query import catalogue

    return [question.name for question in catalogue() if question.name.startswith(begun)]


Stores: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option("--store", help="已生成的文件夹或图文件 Built folders or graph files. [out/*]"),
]
Endpoint: TypeAlias = Annotated[
    str | None,
    typer.Option(envvar="REMIT_ENDPOINT", help="SPARQL 端点 A SPARQL endpoint's address."),
]
Believed: TypeAlias = Annotated[
    Evidence, typer.Option(help="采信到哪一级 Which evidence to believe, with those before it.")
]
Output: TypeAlias = Annotated[Format, typer.Option("--format", "-f", help="输出格式 How to print.")]
Out: TypeAlias = Annotated[
    Path | None, typer.Option("--out", "-o", help="写入文件 Write to a file instead.")
]
Explain: TypeAlias = Annotated[
    bool, typer.Option("--explain", help="显示 SPARQL 和所用的图 Show the SPARQL and its graphs.")
]
Seconds: TypeAlias = Annotated[
    float, typer.Option("--timeout", min=0.1, help="时限（秒） Seconds it may take.")
]
Rows: TypeAlias = Annotated[int, typer.Option("--max-rows", min=1, help="行数上限 Rows at most.")]
Megabytes: TypeAlias = Annotated[
    int, typer.Option("--max-memory", min=50, help="内存上限 MB Memory at most.")
]


class PageFormat(StrEnum):
    """How `remit show` prints what it found."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "md"


def query(
    name: Annotated[
        str,
        typer.Argument(
            help="查询名或 .rq 文件 A query's name, or a .rq file.",
            autocompletion=_names_of_queries,
        ),
    ],
    store: Stores = None,
    endpoint: Endpoint = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="参数 A parameter: name=value.")
    ] = None,
    evidence: Believed = Evidence.EXPANDED,
    output: Output = Format.TABLE,
    out: Out = None,
    explain: Explain = False,
    timeout: Seconds = _SECONDS,
    max_rows: Rows = _ROWS,
    max_memory: Megabytes = _MEGABYTES,
) -> None:
    """回答一个问题 / Answer a question: remit queries lists them.

    Example: remit query list_tasks_of_unit -p unit=区住建局
    """
    from remit.query import Limits, answered, explained, prepared

    with _engine(store, endpoint, Limits(timeout, max_rows, max_memory)) as engine:
        asked = prepared(engine, name, parameters_given(param or []), evidence)
        if explain:
            typer.echo(explained(engine, asked, evidence), err=True)
        answer = answered(engine, asked, evidence)
    print_table(answer, output, out)


def ask(
    words: Annotated[list[str], typer.Argument(help="问题 The question, in Chinese or English.")],
    store: Stores = None,
    endpoint: Endpoint = None,
    evidence: Believed = Evidence.EXPANDED,
    output: Output = Format.TABLE,
    out: Out = None,
    explain: Explain = False,
) -> None:
    """用平常的话提问 / Ask in plain words.

    Example: remit ask "发改局和住建局共同承担哪些任务"
    """
    from remit.query import (
        Limits,
        answered,
        explained,
        in_words,
        nothing_found,
        prepared,
        understand,
        with_headings,
    )

    with _engine(store, endpoint, Limits(_SECONDS, _ROWS, _MEGABYTES)) as engine:
        understood = understand(" ".join(words), engine, evidence)
        question, values = understood.question, understood.values
        asked = prepared(engine, question.name, values, evidence)
        said = in_words(question, values)
        given = "".join(f" -p {name}={value}" for name, value in values.items())
        typer.echo(f"理解为 Understood as: {said.zh} / {said.en}", err=True)
        typer.echo(f"  = remit query {question.name}{given}", err=True)
        if explain:
            typer.echo(explained(engine, asked, evidence), err=True)
        answer = answered(engine, asked, evidence)
        if not answer.rows:
            typer.echo(nothing_found(engine, asked, evidence), err=True)
            if output is Format.TABLE and out is None:
                return
    for_people = output in (Format.TABLE, Format.MARKDOWN, Format.XLSX)
    print_table(with_headings(answer) if for_people else answer, output, out)


def show(
    name: Annotated[
        str,
        typer.Argument(
            help="单位、任务编号、领导、地点等 A unit, task, leader, place or the like."
        ),
    ],
    store: Stores = None,
    endpoint: Endpoint = None,
    evidence: Believed = Evidence.EXPANDED,
    output: Annotated[
        PageFormat, typer.Option("--format", "-f", help="输出格式 How to print.")
    ] = PageFormat.TABLE,
) -> None:
    """显示一个单位、任务、领导或地点的全部已知情况 / Everything known about one thing.

    Example: remit show 区住建局
    """
    from remit.query import KINDS, Limits, about, as_json, things_called, with_headings

    pages = []
    with _engine(store, endpoint, Limits(_SECONDS, _ROWS, _MEGABYTES)) as engine:
        for thing in things_called(name, engine, evidence):
            kind = KINDS[thing.kind]
            if output is not PageFormat.JSON:
                typer.echo(f"# {name}（{kind.zh} {kind.en}）\n\n<{thing.iri}>\n")
            sections = []
            for question, answer in about(thing, engine, evidence):
                if output is PageFormat.JSON:
                    sections.append({"query": question.name, **json.loads(as_json(answer))})
                else:
                    typer.echo(f"## {question.title.zh} {question.title.en}\n")
                    _print_section(with_headings(answer), output)
            pages.append({"iri": thing.iri, "kind": thing.kind.value, "about": sections})
    if output is PageFormat.JSON:
        typer.echo(json.dumps(pages, ensure_ascii=False, indent=2))


def _print_section(table: "Table", output: PageFormat) -> None:
    from remit.query import as_markdown, as_text

    if output is PageFormat.MARKDOWN:
        typer.echo(as_markdown(table))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        typer.echo(as_text(table, width))


def shell(
    store: Stores = None,
    endpoint: Endpoint = None,
    evidence: Believed = Evidence.EXPANDED,
    timeout: Seconds = _SECONDS,
    max_rows: Rows = _ROWS,
    max_memory: Megabytes = _MEGABYTES,
) -> None:
    """交互式查询 / Ask interactively: SPARQL, questions by name, or plain words.

    Example: remit shell --store out/zhonglou-2025
    """
    from remit.query import Limits
    from remit.shell import Shell

    with _engine(store, endpoint, Limits(timeout, max_rows, max_memory)) as engine:
        Shell(engine, evidence).run()


def queries(
    group: Annotated[str | None, typer.Option(help="只列一组 One group only.")] = None,
) -> None:
    """列出所有问题 / List the questions of the library."""
    from remit.errors import BadQuery
    from remit.query import GROUPS, catalogue

    if group is not None and group not in GROUPS:
        known = "、".join(GROUPS)
        raise BadQuery(
            f"没有 {group} 这一组；有：{known}。 / no group {group!r}; there are {known}."
        )
    for name, words in GROUPS.items():
        if group not in (None, name):
            continue
        typer.echo(f"{words.zh} {words.en} ({name})\n")
        for question in catalogue():
            if question.group != name:
                continue
            typer.echo(f"{question.name}")
            typer.echo(f"  {question.question.zh}")
            typer.echo(f"  {question.question.en}")
            for parameter in question.parameters:
                optional = "" if parameter.required else "（可省 optional）"
                typer.echo(f"  -p {parameter.name}={parameter.example}{optional}")
        typer.echo("")


def load(
    endpoint: Annotated[
        str,
        typer.Argument(help="SPARQL 端点，或 .nq 文件 A SPARQL endpoint's address, or a .nq file."),
    ],
    plans: Annotated[list[Path], typer.Argument(help="结果文件夹或图文件 Built folders or files.")],
    graph_store: Annotated[
        str | None, typer.Option(help="图存储地址 Where the server takes graphs. [from ENDPOINT]")
    ] = None,
    update: Annotated[
        str | None, typer.Option(help="更新地址 Where the server takes updates. [from ENDPOINT]")
    ] = None,
) -> None:
    """把图谱装入 SPARQL 服务器 / Put plans on a SPARQL server, replacing what it had of them.

    User and password, or a token, come from REMIT_USER and REMIT_PASSWORD, or REMIT_TOKEN.
    Into a .nq file goes what would go to the server: load thousands of plans in its own way.

    Example: remit load http://127.0.0.1:7878/query out/zhonglou-2025
    """
    from remit.errors import EndpointError
    from remit.folder import whole_file
    from remit.query import (
        GraphStore,
        graph_store_of,
        stored_quads,
        update_address_of,
        write_merged,
    )

    if endpoint.endswith(".nq"):
        with whole_file(Path(endpoint)) as file:
            typer.echo(f"{endpoint}  {write_merged(map(stored_quads, plans), file)} quads")
        return
    address = graph_store or graph_store_of(endpoint)
    if address is None:
        raise EndpointError(
            f"看不出 {endpoint} 的图存储地址，请用 --graph-store 写明。 / "
            f"the form of {endpoint} does not tell where graphs go; say it with --graph-store."
        )
    store = GraphStore(address, endpoint, update or update_address_of(endpoint))
    for plan in plans:
        for graph in store.load(stored_quads(plan)):
            typer.echo(f"{graph.graph}  {graph.triples} triples  sha256 {graph.sha256[:16]}")
    if store.unmerged:
        typer.echo(
            "提示：未能在服务器上合并各计划的图，计划多时查询会变慢或失败。 / "
            "Note: the graphs of the plans could not be merged there; many will be slow to ask.\n"
            f"{store.unmerged}",
            err=True,
        )


@contextmanager
def _engine(store: list[Path] | None, endpoint: str | None, limits: "Limits") -> Iterator["Engine"]:
    """Give the engine that is meant: the endpoint's, or one over built folders."""
    from remit.query import Isolated, Remote

    if endpoint:
        yield Remote(endpoint, limits)
        return
    with Isolated(*(store or [only_store()]), limits=limits) as engine:
        yield engine
