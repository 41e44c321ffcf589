"""Quads by subject and predicate, for reading things back out of a graph."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from remit.graph.vocabulary import iri
from remit.model import Bilingual


class Facts:
    """What some quads say of each subject, whichever graph it stands in.

    Subjects and predicates are asked for by IRI and by prefixed name.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Take the quads; those about blank nodes say nothing that can be asked for."""
        self._said: dict[str, dict[str, list[NamedNode | Literal]]] = {}
        self._typed: dict[str, list[str]] = {}
        for quad in quads:
            subject, told = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(told, NamedNode | Literal):
                said = self._said.setdefault(subject.value, {})
                each = said.setdefault(quad.predicate.value, [])
                if told not in each:
                    each.append(told)
        for name, about in self._said.items():
            for kind in about.get(iri("rdf:type"), ()):
                self._typed.setdefault(kind.value, []).append(name)

    def of_type(self, kind: str) -> list[str]:
        """Return the things of a type, in the order of their IRIs."""
        return sorted(self._typed.get(iri(kind), ()))

    def nodes(self, subject: str, predicate: str) -> list[str]:
        """Return the IRIs that a subject points to, in order."""
        told = self._said.get(subject, {}).get(iri(predicate), ())
        return sorted(each.value for each in told if isinstance(each, NamedNode))

    def node(self, subject: str, predicate: str) -> str | None:
        """Return the one IRI that a subject points to, None if there is none."""
        return next(iter(self.nodes(subject, predicate)), None)

    def texts(self, subject: str, predicate: str) -> list[str]:
        """Return the texts of a property, Chinese or in no language, in order."""
        told = self._said.get(subject, {}).get(iri(predicate), ())
        return sorted(
            t.value for t in told if isinstance(t, Literal) and t.language in (None, "zh")
        )

    def text(self, subject: str, predicate: str) -> str | None:
        """Return the one text of a property, None if there is none."""
        return next(iter(self.texts(subject, predicate)), None)

    def needed(self, subject: str, predicate: str) -> str:
        """Return the one text or IRI of a property; LookupError if there is none."""
        text = self.text(subject, predicate)
        found = self.node(subject, predicate) if text is None else text
        if found is None:
            raise LookupError(f"{subject} {predicate}")
        return found

    def flag(self, subject: str, predicate: str) -> bool:
        """Return whether a property says true."""
        return self.text(subject, predicate) == "true"

    def sentence(self, subject: str, predicate: str) -> Bilingual | None:
        """Return a sentence in both languages, None if there is none."""
        told = self._said.get(subject, {}).get(iri(predicate), ())
        words = {t.language: t.value for t in told if isinstance(t, Literal)}
        return Bilingual(words["zh"], words["en"]) if {"zh", "en"} <= words.keys() else None
