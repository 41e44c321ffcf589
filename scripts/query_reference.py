"""Writes queries/README.md and queries/catalogue.ttl from the headers of the queries.

python scripts/query_reference.py            write them
python scripts/query_reference.py --check    exit 1 when one is not up to date
"""

import sys
from itertools import groupby
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from remit.assets import asset
from remit.graph.vocabulary import BASE, PREFIXES
from remit.query.catalogue import GROUPS, KINDS, Parameter, Question, catalogue

FOLDER: Final = asset("queries")
INTRODUCTION: Final = """\
# 查询库 / Query library

每个文件回答一个问题。用 `remit query 名称 --param 参数=值` 运行，`remit queries` 列出全部。
Each file answers one question. Run one with `remit query NAME --param NAME=VALUE`;
`remit queries` lists them.

依据 `--evidence`：`stated` 只信原文写明的，`expanded`（默认）加上由统称展开的，
`inferred` 再加上推断的。
`--evidence` says what to believe: `stated` only what the source states, `expanded` (the
default) also the members of groups, `inferred` also what is inferred. The queries name no
graphs: the engine chooses them.

This page and `catalogue.ttl`, from which SPARQL editors take examples, are made from the headers
by `scripts/query_reference.py`; the form of a header is described in `remit/query/catalogue.py`.
"""


def reference() -> str:
    """Return the text of queries/README.md."""
    parts = [INTRODUCTION]
    for group, questions in groupby(catalogue(), key=lambda question: question.group):
        parts.append(f"## {GROUPS[group].zh} {GROUPS[group].en}\n")
        parts += [_section(question) for question in questions]
    return "\n".join(parts)


def _section(question: Question) -> str:
    lines = [
        f"### {question.name}\n",
        f"**{question.title.zh}** {question.title.en}\n",
        f"{question.question.zh} {question.question.en}\n",
    ]
    if question.asks:
        lines.append(f"`remit ask`: {question.asks[0].zh} · {question.asks[0].en}\n")
    lines += [_parameter(parameter) for parameter in question.parameters]
    if question.parameters:
        lines.append("")
    return "\n".join([*lines, f"    {_command(question)}\n"])


def _parameter(parameter: Parameter) -> str:
    need = "必填 required" if parameter.required else "可选 optional"
    about = f"{parameter.about.zh} {parameter.about.en}"
    return f"- `{parameter.name}` ({KINDS[parameter.kind].zh}, {need}): {about}"


def _command(question: Question) -> str:
    given = [f" --param {p.name}={p.example}" for p in question.parameters if p.required]
    return f"remit query {question.name}{''.join(given)}"


def rdf_catalogue() -> str:
    """Return the queries as Turtle: SHACL's `sh:SPARQLSelectExecutable`, words, keywords.

    `sh:select` holds what follows the prefixes, as SHACL asks (SHACL 1.0, section 5.2.1), and
    `sh:prefixes` points to their declarations. `schema:target` is the service that answers:
    none in particular, so it names the vocabulary the queries are written for.
    """
    sh, rdfs, schema = "http://www.w3.org/ns/shacl#", PREFIXES["rdfs"], PREFIXES["schema"]
    a = NamedNode(f"{PREFIXES['rdf']}type")
    prefixes = NamedNode(f"{BASE}queries")
    string = NamedNode(f"{PREFIXES['xsd']}anyURI")
    triples: list[Triple] = []
    for prefix, namespace in PREFIXES.items():
        declared = NamedNode(f"{BASE}queries/prefix/{prefix}")
        triples.insert(0, Triple(prefixes, NamedNode(f"{sh}declare"), declared))
        triples += [
            Triple(declared, NamedNode(f"{sh}prefix"), Literal(prefix)),
            Triple(declared, NamedNode(f"{sh}namespace"), Literal(namespace, datatype=string)),
        ]
    for question in catalogue():
        node = NamedNode(f"{BASE}query/{question.name}")
        triples += [
            Triple(node, a, NamedNode(f"{sh}SPARQLExecutable")),
            Triple(node, a, NamedNode(f"{sh}SPARQLSelectExecutable")),
            Triple(node, NamedNode(f"{sh}prefixes"), prefixes),
            Triple(node, NamedNode(f"{sh}select"), Literal(_select(question))),
            Triple(node, NamedNode(f"{schema}target"), NamedNode(PREFIXES["rm"].rstrip("#"))),
        ]
        for words, name in ((question.title, "label"), (question.question, "comment")):
            triples += [
                Triple(node, NamedNode(rdfs + name), Literal(words.zh, language="zh")),
                Triple(node, NamedNode(rdfs + name), Literal(words.en, language="en")),
            ]
        triples += [
            Triple(node, NamedNode(f"{schema}keywords"), Literal(tag)) for tag in question.tags
        ]
    turtle = serialize(triples, format=RdfFormat.TURTLE, prefixes={**PREFIXES, "sh": sh}) or b""
    lines = turtle.decode().splitlines(keepends=True)
    declarations = [line for line in lines if line.startswith("@prefix ")]  # in no settled order
    return "".join(sorted(declarations) + lines[len(declarations) :])


def _select(question: Question) -> str:
    """Return a query without its header and prefixes."""
    lines = question.text.splitlines()
    body = [line for line in lines if not line.startswith(("#+ ", "PREFIX "))]
    return "\n".join(body).strip()


def main(arguments: list[str], folder: Path = FOLDER) -> int:
    """Write the files, or compare them; return the exit code."""
    code = 0
    for file, text in (
        (folder / "README.md", reference()),
        (folder / "catalogue.ttl", rdf_catalogue()),
    ):
        if "--check" not in arguments:
            file.write_text(text, encoding="utf-8")
        elif not file.is_file() or file.read_text(encoding="utf-8") != text:
            print(
                f"{file} is not up to date: run python scripts/query_reference.py", file=sys.stderr
            )
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
