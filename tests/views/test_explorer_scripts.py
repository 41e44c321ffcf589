"""The scripts of the explorer share one scope, and run in a browser of five years ago."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from remit.assets import asset
from remit.views.explorer import FOUNDATION, STYLES, VIEWS

SCRIPTS = sorted(asset("viz", "explorer").glob("*.js"))
DECLARED = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
# What Chrome 90 does not know yet.
TOO_NEW = re.compile(
    r"\.findLast\(|\.findLastIndex\(|structuredClone|\.at\(-?\d|Object\.hasOwn|\.toSorted\("
    r"|\.toReversed\(|Object\.groupBy|Array\.fromAsync|static \{"
)
TOO_NEW_STYLES = re.compile(
    r":has\(|color-mix\(|@layer|@container|\d[dls]v[hw]\b|^\s*&", re.MULTILINE
)


def test_no_two_scripts_declare_one_name() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for script in SCRIPTS:
        for name in DECLARED.findall(script.read_text("utf-8")):
            where[name].append(script.name)
    assert {name: files for name, files in where.items() if len(files) > 1} == {}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_strict_short_and_not_too_new(script: Path) -> None:
    source = script.read_text("utf-8")
    assert source.startswith('"use strict";\n')
    assert len(source.splitlines()) <= 300
    assert TOO_NEW.findall(source) == []


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_not_too_new(style: str) -> None:
    text = asset("viz", "explorer", f"{style}.css").read_text("utf-8")
    assert TOO_NEW_STYLES.findall(text) == []


def test_every_script_and_style_is_used() -> None:
    assert {path.stem for path in SCRIPTS} == {*FOUNDATION, *VIEWS, "start"}
    assert {path.stem for path in asset("viz", "explorer").glob("*.css")} == {*STYLES}
