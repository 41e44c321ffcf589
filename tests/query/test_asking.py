"""Questions in plain words: tests/query/asked.csv says how people put them, and what they mean."""

import csv
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import NamedNode

from remit.errors import BadQuery
from remit.model import Evidence
from remit.query import Embedded, Question, catalogue, in_words, run, understand
from remit.query.asking import UNDERSTOOD
from remit.query.headings import chinese
from remit.query.wording import likeness, tokens

ASKED: Final = Path(__file__).with_name("asked.csv")


def asked() -> list[dict[str, str]]:
    with ASKED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


every_question = pytest.mark.parametrize("question", catalogue(), ids=lambda asked: asked.name)


@pytest.fixture(scope="session")
def sample(years_stores: list[Path]) -> Embedded:
    """Return the sample plan of 2025 alone."""
    return Embedded(years_stores[-1])


@pytest.mark.parametrize("row", asked(), ids=lambda row: row["question"])
def test_a_question_is_understood(row: dict[str, str], sample: Embedded) -> None:
    understood = understand(row["question"], sample, Evidence.EXPANDED)
    assert understood.question.name == row["name"]
    values = dict(each.split("=") for each in row["values"].split())
    assert dict(understood.values) == values


def test_there_are_many_ways_to_ask() -> None:
    assert len(asked()) >= 60
    answered = {row["name"] for row in asked()}
    assert len(answered) >= 40


@every_question
def test_every_question_can_be_asked_in_its_own_words(
    question: Question, embedded_seed: Embedded
) -> None:
    values = {parameter.name: parameter.example for parameter in question.parameters}
    said = in_words(question, values)
    for words in (said.zh, said.en):
        understood = understand(words, embedded_seed, Evidence.EXPANDED)
        assert understood.question.name == question.name
        assert understood.likeness == pytest.approx(1, abs=0.061)


@every_question
def test_every_template_has_slots_for_parameters_only(question: Question) -> None:
    known = {parameter.name for parameter in question.parameters}
    needed = {parameter.name for parameter in question.parameters if parameter.required}
    assert question.asks
    for words in question.asks:
        for text in (words.zh, words.en):
            slots = {part.partition("}")[0] for part in text.split("{")[1:]}
            assert needed <= slots or question.name == "trace_assignment"
            assert slots <= known


@pytest.mark.parametrize(
    "words", ["今天天气怎么样", "你好", "?", "the weather of tomorrow", "1" * 500]
)
def test_what_is_no_question_gets_questions_to_ask(words: str, sample: Embedded) -> None:
    with pytest.raises(BadQuery, match="was not understood") as caught:
        understand(words, sample, Evidence.EXPANDED)
    assert "remit queries" in str(caught.value)


def test_an_unknown_unit_gets_the_nearest_names(sample: Embedded) -> None:
    with pytest.raises(BadQuery, match=r"no unit called '区外星局'; near it: .*区.*局"):
        understand("区外星局和住建局共同承担哪些任务", sample, Evidence.EXPANDED)


def test_words_that_mean_the_same_are_alike() -> None:
    assert likeness(tokens("谁主抓这些工作"), tokens("哪位牵头这些任务")) == pytest.approx(1)
    assert likeness(tokens("谁牵头"), tokens("谁配合")) < UNDERSTOOD


@every_question
def test_every_column_of_words_has_a_chinese_heading(
    question: Question, embedded_seed: Embedded
) -> None:
    needed = {p.name: p.example for p in question.parameters if p.required}
    table = run(embedded_seed, question.name, needed, Evidence.INFERRED)
    for index, column in enumerate(table.columns):
        terms = [row[index] for row in table.rows if row[index] is not None]
        if terms and not isinstance(terms[0], NamedNode):
            assert column in chinese(), column
