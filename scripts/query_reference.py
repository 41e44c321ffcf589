"""Writes queries/README.md from the headers of the queries.

python scripts/query_reference.py            write it
python scripts/query_reference.py --check    exit 1 when it is not up to date
"""

import sys
from itertools import groupby
from pathlib import Path
from typing import Final

from remit.assets import asset
from remit.query.catalogue import Parameter, Question, catalogue

README: Final = asset("queries") / "README.md"
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

This page is made from the headers by `scripts/query_reference.py`; the form of a header is
described in `remit/query/catalogue.py`.
"""


def reference() -> str:
    """Return the text of queries/README.md."""
    parts = [INTRODUCTION]
    for group, questions in groupby(catalogue(), key=lambda question: question.group):
        parts.append(f"## {group}\n")
        parts += [_section(question) for question in questions]
    return "\n".join(parts)


def _section(question: Question) -> str:
    lines = [
        f"### {question.name}\n",
        f"**{question.title.zh}** {question.title.en}\n",
        f"{question.question.zh} {question.question.en}\n",
    ]
    lines += [_parameter(parameter) for parameter in question.parameters]
    if question.parameters:
        lines.append("")
    return "\n".join([*lines, f"    {_command(question)}\n"])


def _parameter(parameter: Parameter) -> str:
    need = "必填 required" if parameter.required else "可选 optional"
    about = f"{parameter.about.zh} {parameter.about.en}"
    return f"- `{parameter.name}` ({parameter.kind}, {need}): {about}"


def _command(question: Question) -> str:
    given = [f" --param {p.name}={p.example}" for p in question.parameters if p.required]
    return f"remit query {question.name}{''.join(given)}"


def main(arguments: list[str], readme: Path = README) -> int:
    """Write the page, or compare it; return the exit code."""
    text = reference()
    if "--check" not in arguments:
        readme.write_text(text, encoding="utf-8")
        return 0
    if readme.is_file() and readme.read_text(encoding="utf-8") == text:
        return 0
    print(f"{readme} is not up to date: run python scripts/query_reference.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
