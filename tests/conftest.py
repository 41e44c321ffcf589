"""What every test may use: the seed plan, a small plan to query, and how tests are run."""

import os
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from remit.graph.files import ontology_quads, read_graph, write_graph
from remit.query import Embedded

MINI: Final = Path(__file__).with_name("query") / "mini.trig"
SEED: Final = Path(__file__).resolve().parent.parent / "data" / "zhonglou-2025" / "plan.txt"

# A slow machine is no fault, and a check of a change must not depend on chance.
settings.register_profile("remit", deadline=None, derandomize="CI" in os.environ)
settings.register_profile("thorough", parent=settings.get_profile("remit"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "remit"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the slow tests, so that no worker is left waiting for them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def seed_plan() -> Path:
    """The seed plan, a copy of a real notice from which every repeated line was dropped."""
    return SEED


@pytest.fixture(scope="session")
def mini_quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return mini.trig with the ontology beside it, as a file of quads."""
    path = tmp_path_factory.mktemp("mini") / "quads.nq"
    write_graph([*read_graph(MINI), *ontology_quads()], path)
    return path


@pytest.fixture(scope="session")
def embedded_mini(mini_quads: Path) -> Embedded:
    return Embedded(mini_quads)
