"""What can be written next: commands, questions, words of SPARQL, terms, names in the graph."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from remit.errors import RemitError
from remit.graph.vocabulary import ONTOLOGY, PREFIXES
from remit.model import Evidence
from remit.query import Engine, ParameterKind, catalogue, names_of, text_of

KEYWORDS: Final = [
    "ASK",
    "BIND",
    "BOUND",
    "COALESCE",
    "CONSTRUCT",
    "CONTAINS",
    "COUNT",
    "DESC",
    "DESCRIBE",
    "DISTINCT",
    "EXISTS",
    "FILTER",
    "FROM",
    "GRAPH",
    "GROUP",
    "HAVING",
    "IF",
    "LANG",
    "LIMIT",
    "MAX",
    "MIN",
    "MINUS",
    "NOT",
    "OFFSET",
    "OPTIONAL",
    "ORDER",
    "PREFIX",
    "SELECT",
    "STR",
    "STRSTARTS",
    "SUM",
    "UNION",
    "VALUES",
    "WHERE",
]
_WORD: Final = re.compile(r"[^\s(){}.,;=\"'<>]*$")
_COMMAND: Final = re.compile(r"\.\w*$")
_TERMS: Final = f"""
SELECT DISTINCT ?term ?label
WHERE {{
  ?term <{PREFIXES["rdfs"]}isDefinedBy> <{ONTOLOGY}> ; <{PREFIXES["rdfs"]}label> ?label .
  FILTER(LANG(?label) = "zh")
}}
ORDER BY ?term ?label
"""
_NAMED: Final = (ParameterKind.UNIT, ParameterKind.LEADER, ParameterKind.PLACE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be written, and what it is."""

    text: str
    about: str


class Completions(Completer):
    """Completes from the graph that is asked; asked for once, when first needed."""

    def __init__(self, engine: Engine, evidence: Evidence, commands: Iterable[Candidate]) -> None:
        """Remember the graph and the shell's own commands; nothing is asked yet."""
        self._engine = engine
        self._evidence = evidence
        self._commands = tuple(commands)

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002 (the base class gives it)
    ) -> Iterator[Completion]:
        """Yield what the word before the cursor can become."""
        before = document.text_before_cursor
        if match := _COMMAND.fullmatch(before):
            yield from _completions(match[0], self._commands)
            return
        word = _WORD.search(before)
        if word and word[0]:
            yield from _completions(word[0], self._candidates)

    @cached_property
    def _candidates(self) -> tuple[Candidate, ...]:
        return (
            *(Candidate(q.name, q.title.zh) for q in catalogue()),
            *(Candidate(word, "SPARQL") for word in KEYWORDS),
            *(Candidate(f"{prefix}:", iri) for prefix, iri in PREFIXES.items()),
            *self._of_the_graph(),
        )

    def _of_the_graph(self) -> Iterator[Candidate]:
        """Yield terms and names; none where the graph can not be asked: that is told later."""
        try:
            for row in self._engine.select(_TERMS, {}, self._evidence).rows:
                local = text_of(row[0]).removeprefix(PREFIXES["rm"])
                yield Candidate(f"rm:{local}", text_of(row[1]))
            for kind in _NAMED:
                for name in names_of(kind, self._engine, self._evidence).things:
                    yield Candidate(name, kind.value)
        except RemitError:
            return


def _completions(begun: str, candidates: Iterable[Candidate]) -> Iterator[Completion]:
    for candidate in candidates:
        if candidate.text.casefold().startswith(begun.casefold()) and candidate.text != begun:
            yield Completion(candidate.text, -len(begun), display_meta=candidate.about)
