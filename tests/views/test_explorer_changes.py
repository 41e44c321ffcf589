"""What changed over the years, in the page that `remit compare --output` writes."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from remit.assets import asset
from remit.comparing import compared, write_series
from remit.comparison import ChangeKind, Series

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def compared_years(tmp_path_factory: pytest.TempPathFactory) -> tuple[Series, Path]:
    series, text = compared([asset("data", "samples")])
    folder = tmp_path_factory.mktemp("compared") / "years"
    write_series(series, text, folder)
    return series, folder / "index.html"


def opened(page: Page, explorer: Path, address: str) -> Page:
    page.goto(explorer.as_uri() + address)
    page.locator("main h1").wait_for()
    return page


def test_every_change_of_the_latest_year_is_listed(
    page: Page, compared_years: tuple[Series, Path]
) -> None:
    series, explorer = compared_years
    opened(page, explorer, "#/changes")
    latest = series.changes[-1]
    expect(page.locator("main h1")).to_contain_text("2024 → 2025")
    expect(page.locator("#kind-all")).to_contain_text(str(len(latest.tasks)))
    for kind in ChangeKind:
        number = len(latest.of_kind(kind))
        chip = page.locator(f"#kind-{kind}")
        if number:
            expect(chip).to_contain_text(str(number))
        else:
            expect(chip).to_have_count(0)


def test_a_kind_and_a_year_are_chosen_in_the_address(
    page: Page, compared_years: tuple[Series, Path]
) -> None:
    series, explorer = compared_years
    opened(page, explorer, "#/changes")
    page.locator("#pair-1").click()
    expect(page.locator("main h1")).to_contain_text("2023 → 2024")
    page.locator("#kind-dropped").click()
    dropped = series.changes[0].of_kind(ChangeKind.DROPPED)
    rows = page.locator("#table-changed tbody tr")
    expect(rows).to_have_count(len(dropped))
    for row, change in zip(rows.all(), dropped, strict=True):
        assert change.before is not None
        expect(row).to_contain_text("".join(change.before.text.split())[:12])
    assert "pair=1" in page.url
    assert "kind=dropped" in page.url


def test_a_task_of_the_latest_plan_opens_its_page(
    page: Page, compared_years: tuple[Series, Path]
) -> None:
    _, explorer = compared_years
    opened(page, explorer, "#/changes?kind=new")
    link = page.locator("#table-changed tbody tr").first.get_by_role("link")
    number = link.inner_text()
    link.click()
    expect(page.locator("main h1")).to_contain_text(number)


def test_what_became_of_units_is_said_with_its_reason(
    page: Page, compared_years: tuple[Series, Path]
) -> None:
    series, explorer = compared_years
    opened(page, explorer, "#/changes?lang=en")
    table = page.locator("#table-fates")
    expect(table.locator("tbody tr")).to_have_count(len(series.changes[-1].units))
    expect(table).to_contain_text(series.changes[-1].units[0].because.en)


def test_the_page_of_one_plan_has_no_changes(page: Page, written: Path) -> None:
    opened(page, written / "index.html", "#/overview")
    expect(page.get_by_role("link", name="逐年变化")).to_have_count(0)
