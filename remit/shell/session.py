"""The loop of the shell: read a statement, answer it, go on whatever happens."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from remit.errors import BadQuery, RemitError
from remit.model import Evidence
from remit.query import (
    FORMATS,
    Engine,
    Prepared,
    answered,
    as_text,
    catalogue,
    explained,
    in_words,
    nothing_found,
    prepared,
    prepared_text,
    understand,
    with_headings,
)
from remit.shell.statements import Kind, is_complete, kind_of, statement_of, with_prefixes

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.key_binding import KeyBindings

PROMPT: Final = "remit> "
CONTINUED: Final = "    …> "
TABLE: Final = "table"
COMMANDS: Final = {
    ".help": "显示帮助 show this help",
    ".evidence": "采信到哪一级 stated | expanded | inferred",
    ".format": f"输出格式 {' | '.join(FORMATS)}",
    ".explain": "显示 SPARQL 和所用的图 show the SPARQL and its graphs: on | off",
    ".queries": "列出所有问题 list the questions of the library",
    ".quit": "退出 leave (also Ctrl-D)",
}
_HELP: Final = """\
  SPARQL              以 ; 或空行结束，前缀不必声明 ends with ; or an empty line, needs no prefixes
  list_units          按名称提问，参数写成 名=值 a question by name, parameters as name=value
  发改局牵头哪些任务  用平常的话提问 a question in plain words
  Ctrl-C              取消正在运行的查询 cancel the query that runs
"""


class _Left(Exception):
    """Somebody wants to leave."""


class Shell:
    """A session over one engine. What is printed goes to `print_`."""

    def __init__(
        self, engine: Engine, evidence: Evidence, print_: Callable[[str], None] = print
    ) -> None:
        """Start believing up to `evidence`, with tables, without explanations."""
        self._engine = engine
        self._evidence = evidence
        self._print = print_
        self._format = TABLE
        self._explains = False

    def run(self) -> None:
        """Answer statements until somebody leaves: typed ones, or those of standard input."""
        statements = self._typed() if sys.stdin.isatty() else _piped(sys.stdin)
        try:
            for statement in statements:
                self.obey(statement)
        except _Left:
            return

    def obey(self, statement: str) -> None:
        """Answer one statement. An error is told and ends nothing; Ctrl-C ends the query alone."""
        try:
            if not (text := statement_of(statement)):
                return
            if kind_of(text) is Kind.COMMAND:
                self._command(*text.split())
            else:
                self._answer(text)
        except RemitError as error:
            self._print(f"! {error}")
        except KeyboardInterrupt:
            self._print("已取消 Cancelled.")

    def _answer(self, text: str) -> None:
        started = time.monotonic()
        asked, in_plain_words = self._prepared(text)
        if self._explains:
            self._print(explained(self._engine, asked, self._evidence))
        answer = answered(self._engine, asked, self._evidence)
        seconds = time.monotonic() - started
        if self._format == TABLE:
            width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
            shown = as_text(with_headings(answer) if in_plain_words else answer, width)
        else:
            shown = FORMATS[self._format](answer)
        if not answer.rows and in_plain_words:
            shown = nothing_found(self._engine, asked, self._evidence)
        self._print(shown.rstrip("\n"))
        self._print(f"（{len(answer.rows)} 行 rows, {seconds:.2f} s）")

    def _prepared(self, text: str) -> tuple[Prepared, bool]:
        """Return the query of a statement, and whether it was put in plain words."""
        match kind_of(text):
            case Kind.SPARQL:
                return prepared_text(with_prefixes(text), "query", {}), False
            case Kind.QUESTION:
                name, *given = text.split()
                values = dict(_parameter(each) for each in given)
                return prepared(self._engine, name, values, self._evidence), False
            case _:
                found = understand(text, self._engine, self._evidence)
                said = in_words(found.question, found.values)
                self._print(f"理解为 Understood as: {said.zh} / {said.en}")
                name = found.question.name
                return prepared(self._engine, name, found.values, self._evidence), True

    def _command(self, name: str, value: str = "", *_: str) -> None:
        match name:
            case ".quit" | ".exit":
                raise _Left
            case ".evidence":
                self._evidence = Evidence(_one_of(value or self._evidence, tuple(Evidence), name))
                self._print(f"evidence: {self._evidence.value}")
            case ".format":
                self._format = _one_of(value or self._format, tuple(FORMATS), name)
                self._print(f"format: {self._format}")
            case ".explain":
                self._explains = _one_of(value or "on", ("on", "off"), name) == "on"
                self._print(f"explain: {'on' if self._explains else 'off'}")
            case ".queries":
                for question in catalogue():
                    self._print(f"  {question.name}  {question.title.zh} {question.title.en}")
            case ".help":
                self._print(_HELP + "\n".join(f"  {n:<20}{about}" for n, about in COMMANDS.items()))
            case _:
                raise BadQuery(
                    f"没有 {name} 这个命令；有：{'、'.join(COMMANDS)}。 / "
                    f"There is no command {name}; there are {', '.join(COMMANDS)}."
                )

    def _typed(self) -> Iterator[str]:
        session = self._session()
        self._print("责任图谱 Remit：.help 显示帮助 for help, .quit 退出 to leave")
        while True:
            try:
                yield session.prompt()
            except KeyboardInterrupt:  # the line is given up, not the shell
                continue
            except EOFError:
                return

    def _session(self) -> "PromptSession[str]":
        from prompt_toolkit import PromptSession
        from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
        from prompt_toolkit.history import FileHistory

        from remit.shell.completion import Candidate, Completions

        commands = [Candidate(name, about) for name, about in COMMANDS.items()]
        return PromptSession(
            PROMPT,
            multiline=True,
            prompt_continuation=CONTINUED,
            history=FileHistory(str(history_file())),
            completer=Completions(self._engine, self._evidence, commands),
            complete_while_typing=False,
            auto_suggest=AutoSuggestFromHistory(),
            key_bindings=_keys(),
        )


def history_file() -> Path:
    """Return where the shell keeps what was typed, its folder made: the user's state folder."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    folder = base / "remit"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "history"


def _keys() -> "KeyBindings":
    """Let Enter end a statement that is complete, and else begin a line."""
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        if is_complete(event.current_buffer.text):
            event.current_buffer.validate_and_handle()
        else:
            event.current_buffer.insert_text("\n")

    return keys


def _piped(lines: Iterator[str]) -> Iterator[str]:
    """Yield the statements of a file or pipe, which end as typed ones do."""
    text = ""
    for line in lines:
        text += line
        if is_complete(text.removesuffix("\n")) or not line.strip():
            yield text
            text = ""
    yield text


def _parameter(given: str) -> tuple[str, str]:
    name, separator, value = given.partition("=")
    if not separator:
        raise BadQuery(
            f"参数“{given}”应写成 名称=值，例如 unit=区住建局。 / "
            f"the parameter “{given}” must be written name=value, such as unit=区住建局."
        )
    return name, value


def _one_of(value: str, known: tuple[str, ...], command: str) -> str:
    if value not in known:
        raise BadQuery(
            f"{command} 后可写：{'、'.join(known)}。 / {command} takes one of {', '.join(known)}."
        )
    return value
