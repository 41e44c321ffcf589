"""Files made to do harm: each is refused, with file, place and remedy, in a small space.

What they are is in `bench/hostile_files.py`; `python -m bench.hostile` prints what each costs.
The seconds are not asserted, for they belong to a machine: a process that works for longer
than `bench.hostile.SECONDS` is ended, which fails its test.
"""

import sys
from collections.abc import Mapping
from typing import Final

import pytest

from bench.hostile import Cost, costs
from bench.hostile_files import Hostile, hostile_files

MEMORY: Final = 300_000_000
FILES: Final = dict(hostile_files())

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


@pytest.fixture(scope="module")
def measured() -> Mapping[str, Cost]:
    return {cost.title: cost for cost in costs()}


@pytest.mark.slow
@pytest.mark.parametrize(("title", "file"), FILES.items(), ids=FILES)
def test_a_hostile_file_is_refused_or_read_at_small_cost(
    title: str, file: Hostile, measured: Mapping[str, Cost]
) -> None:
    cost = measured[title]
    assert not cost.ended, "it ran into its limits"
    assert cost.memory < MEMORY
    if file.message is None:
        assert cost.refusal is None
        return
    assert cost.refusal is not None, "was read"
    assert file.message in cost.refusal
    assert cost.refusal.startswith(cost.file)
    assert "；" in cost.refusal
    assert " / " in cost.refusal
