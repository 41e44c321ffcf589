"""Units are found by any name people use for them, and near names are offered."""

from typing import Final

import pytest

from remit.interpret.lookup import NamedUnit, nearest_names, units_called

UNITS: Final = [
    NamedUnit("fagai", ("区发改局", "区发展和改革局")),
    NamedUnit("city", ("市发改委",)),
    NamedUnit("jiaoti", ("区教体局",)),
    NamedUnit("edu", ("区教育局",)),
    NamedUnit("gongan", ("云溪公安分局",)),
    NamedUnit("yingji", ("区应急管理局(安委办)",)),
    NamedUnit("wuxing", ("五星街道",)),
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("区发改局", ("fagai",)),
        ("区 发展和改革局", ("fagai",)),
        ("区發改局", ("fagai",)),
        ("区发展改革委", ("fagai",)),
        ("市发展改革委", ("city",)),
        ("发改", ("fagai", "city")),  # which level is not said
        ("教育", ("edu",)),  # the bureau of that field alone before the merged one
        ("体育局", ("jiaoti",)),
        ("公安", ("gongan",)),
        ("安委办", ("yingji",)),
        ("五星街道", ("wuxing",)),
        ("西林街道", ()),
        ("街道", ()),
        ("财政局", ()),
        ("某某", ()),
        ("", ()),
    ],
)
def test_a_unit_is_found_by_any_of_its_names(wanted: str, found: tuple[str, ...]) -> None:
    assert units_called(wanted, UNITS) == found


def test_names_of_the_same_kind_are_offered_before_those_of_like_spelling() -> None:
    names = ["区财政局", "区发改局", "区住建局", "五星街道"]
    assert nearest_names("住房城乡建设", names)[0] == "区住建局"
    assert nearest_names("区发政局", names, 2) == ("区财政局", "区发改局")
    assert nearest_names("毫不相干的话", names) == ()
