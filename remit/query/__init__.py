"""The query library and its engines: the only package that knows SPARQL engines."""

from remit.query.answer import run
from remit.query.catalogue import Parameter, ParameterKind, Question, Show, catalogue, question
from remit.query.engines import Embedded, Engine, stored_quads
from remit.query.graph_store import GraphStore, graph_store_of
from remit.query.isolated import Isolated
from remit.query.limits import Limits
from remit.query.output import FORMATS, as_csv, as_json, as_markdown, as_text
from remit.query.remote import Remote
from remit.query.table import Table, Term, text_of, words_table

__all__ = [
    "FORMATS",
    "Embedded",
    "Engine",
    "GraphStore",
    "Isolated",
    "Limits",
    "Parameter",
    "ParameterKind",
    "Question",
    "Remote",
    "Show",
    "Table",
    "Term",
    "as_csv",
    "as_json",
    "as_markdown",
    "as_text",
    "catalogue",
    "graph_store_of",
    "question",
    "run",
    "stored_quads",
    "text_of",
    "words_table",
]
