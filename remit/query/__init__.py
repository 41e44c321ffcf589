"""The query library and its engines: the only package that knows SPARQL engines."""

from remit.query.about import Thing, about, things_called
from remit.query.answer import (
    Prepared,
    answered,
    explained,
    nothing_found,
    prepared,
    prepared_text,
    run,
)
from remit.query.asking import Understood, in_words, understand
from remit.query.catalogue import (
    GROUPS,
    KINDS,
    Parameter,
    ParameterKind,
    Question,
    Show,
    catalogue,
    question,
)
from remit.query.engines import Embedded, Engine, stored_quads
from remit.query.graph_store import GraphStore, graph_store_of
from remit.query.headings import with_headings
from remit.query.isolated import Isolated
from remit.query.limits import Limits
from remit.query.merging import update_address_of, write_merged
from remit.query.names import names_of
from remit.query.output import FORMATS, as_csv, as_json, as_markdown, as_text, as_tsv, as_xlsx
from remit.query.remote import Remote
from remit.query.table import Table, Term, text_of, words_table

__all__ = [
    "FORMATS",
    "GROUPS",
    "KINDS",
    "Embedded",
    "Engine",
    "GraphStore",
    "Isolated",
    "Limits",
    "Parameter",
    "ParameterKind",
    "Prepared",
    "Question",
    "Remote",
    "Show",
    "Table",
    "Term",
    "Thing",
    "Understood",
    "about",
    "answered",
    "as_csv",
    "as_json",
    "as_markdown",
    "as_text",
    "as_tsv",
    "as_xlsx",
    "catalogue",
    "explained",
    "graph_store_of",
    "in_words",
    "names_of",
    "nothing_found",
    "prepared",
    "prepared_text",
    "question",
    "run",
    "stored_quads",
    "text_of",
    "things_called",
    "understand",
    "update_address_of",
    "with_headings",
    "words_table",
    "write_merged",
]
