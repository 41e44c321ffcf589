"""No regular expression takes time that grows faster than the text it is given."""

import re
import sys

import pytest

from bench.expressions import LINEAR, Use, growth, uses

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no timer to stop one")


@pytest.mark.slow
def test_every_expression_takes_as_long_as_its_text() -> None:
    found = list(uses())
    assert len(found) > 100
    slow = {f"{use.place} by {use.way}": power for use in found if (power := growth(use)) > LINEAR}
    assert slow == {}


@pytest.mark.parametrize(
    ("expression", "way", "is_slow"),
    [
        (r"\s*\n\s*", "sub", True),
        (r"(?:a|aa|b)*c", "fullmatch", True),
        (r"x\s*=\s*\"?\s*(\d+)", "search", True),
        (r"(?<!\s)\s*\n\s*", "sub", False),
        (r"\([^()]*\)", "search", False),
        (r"[一二三]+[、.]", "match", False),
    ],
)
def test_a_slow_expression_is_told_from_a_quick_one(
    expression: str, way: str, is_slow: bool
) -> None:
    assert (growth(Use("here", re.compile(expression), way)) > LINEAR) == is_slow
