"""What the explorer is given: lean, whole, and in the units a browser counts in."""

from dataclasses import replace
from typing import Any, cast

import pytest

from remit.model import Plan
from remit.views.facts import explorer_facts
from remit.views.packing import packed


def rows(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Undo the packing, as the page does."""
    plain = {
        key: column if isinstance(column, list) else [column["of"][i] for i in column["at"]]
        for key, column in columns.items()
    }
    return [dict(zip(plain, values, strict=True)) for values in zip(*plain.values(), strict=True)]


def test_packing_loses_nothing() -> None:
    given = [
        {"id": str(i), "role": "leads" if i % 3 else None, "why": {"zh": "因为", "en": "so"}}
        for i in range(20)
    ]
    assert rows(packed(given)) == given


def test_every_assignment_and_task_is_there_with_its_passage(plan: Plan, source_text: str) -> None:
    facts = cast("dict[str, Any]", explorer_facts(plan, source_text))
    in_units = source_text.encode("utf-16-le")

    def said(span: list[int]) -> str:
        return in_units[2 * span[0] : 2 * span[1]].decode("utf-16-le")

    assert [row["text"] for row in rows(facts["tasks"])] == [task.text for task in plan.tasks]
    assert [said(row["span"]) for row in rows(facts["tasks"])] == [
        task.passage.exact for task in plan.tasks
    ]
    stated = [(row["id"], said(row["span"])) for row in rows(facts["assignments"]) if row["span"]]
    assert stated == [(a.id, a.passage.exact) for a in plan.assignments if a.passage]


def test_a_passage_that_does_not_quote_the_source_is_refused(plan: Plan, source_text: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        explorer_facts(plan, source_text.replace("5%", "6%"))


def test_repeated_words_are_said_once(plan: Plan, source_text: str) -> None:
    many = replace(plan, assignments=plan.assignments * 50)
    columns = cast("dict[str, Any]", explorer_facts(many, source_text)["assignments"])
    assert len(columns["roleBecause"]["of"]) == 2
