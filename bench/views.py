"""The explorer in a browser, beside pyvis' own page of the same network: size, waiting, smoothness.

Made-up plans (`bench/made_plans.py`) are written as the explorer and, for the network, as pyvis
writes it by itself: the units and the very ties that the explorer draws, physics and all. Both
are opened in one Chromium in the same run, without a graphics card, and Markdown is printed.

*First drawing* is when the first of the network, or of the table, is painted. *Interactive* is when
the reader can point at something that stays where it is: for the explorer the first frame after the
drawing that comes in time (100 ms), for pyvis when its springs have settled far enough for it to
show the network. *Frames a second* are counted while the reader drags the drawing, or scrolls the
table, for two seconds; a screen shows 60 at most. Nothing is asserted about time.
"""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from bench.made_plans import made_plan
from remit.views import write_explorer

NETWORKS: Final = ((100, 300), (500, 3000), (2000, 3000))
TABLES: Final = ((100, 300), (500, 3000), (500, 30000))
REMOTE: Final = re.compile(r"<(link|script)\b[^>]*//cdn\.[^>]*>(\s*</script>)?")
PATIENCE: Final = 120.0  # seconds after which waiting is given up
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)

# These run before the page's own scripts. The first line on the canvas is the first drawing.
WATCH_DRAWING: Final = """
window.seen = {};
const { stroke } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.stroke = function (...given) {
  seen.first = seen.first || performance.now();
  return stroke.apply(this, given);
};
"""
WATCH_OURS: Final = (
    WATCH_DRAWING
    + """
Object.defineProperty(seen, "drawn", { get: () => seen.first });
"""
)
WATCH_PYVIS: Final = (
    WATCH_DRAWING
    + """
const waiting = setInterval(() => {
  if (!window.network) return;
  clearInterval(waiting);
  window.network.once("stabilizationIterationsDone", () => { seen.drawn = performance.now(); });
}, 5);
"""
)
WATCH_TABLE: Final = """
window.seen = {};
new MutationObserver((_, watch) => {
  if (!document.querySelector(".view-tasks tbody tr a")) return;
  watch.disconnect();
  requestAnimationFrame(() => { seen.first = seen.drawn = performance.now(); });
}).observe(document, {childList: true, subtree: true});
"""
READY: Final = """
() => new Promise((resolve) => {
  const frame = (before) => requestAnimationFrame((now) => {
    const { first, drawn } = seen;
    if (first && drawn && now - before < 100) resolve([first, Math.max(now, drawn)]);
    else frame(now);
  });
  frame(-1e9);
})
"""
COUNT_FRAMES: Final = """
() => { window.frames_ = []; const frame = (now) => { frames_.push(now);
  requestAnimationFrame(frame); }; requestAnimationFrame(frame); }
"""
FRAMES: Final = """
() => { const all = frames_; return (all.length - 1) / ((all[all.length - 1] - all[0]) / 1000); }
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader waits for, in seconds (None: not within PATIENCE), and frames a second."""

    first: float | None
    interactive: float | None
    frames: float | None


def pyvis_page(explorer: Page, path: Path) -> None:
    """Write what the explorer draws as pyvis' own page, with what it would load left out."""
    from pyvis.network import Network

    network = Network(height="720px", width="100%", directed=False, cdn_resources="in_line")
    nodes = explorer.evaluate("[...loads().keys()].map((key) => [key, agentName(key)])")
    for key, name in nodes:
        network.add_node(key, label=name)
    for a, b, weight in explorer.evaluate("chosenNetwork().ties.map((t) => [t.a, t.b, t.weight])"):
        network.add_edge(a, b, value=weight)
    page = REMOTE.sub("", network.generate_html())
    path.write_bytes(page.encode("utf-8"))


def seen(browser: Browser, address: str, watch: str, *, drag: bool) -> Seen:
    """Open a page afresh and measure it."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(PATIENCE * 1000)
    page.add_init_script(watch)
    page.goto(address, wait_until="commit")
    given_up = monotonic() + PATIENCE
    while not page.evaluate("(window.seen || {}).drawn || 0"):
        if monotonic() > given_up:
            page.close()
            return Seen(None, None, None)
        page.wait_for_timeout(100)
    first, interactive = page.evaluate(READY)
    frames = _frames(page, drag=drag)
    page.close()
    return Seen(first / 1000, interactive / 1000, frames)


def _frames(page: Page, *, drag: bool) -> float:
    page.evaluate(COUNT_FRAMES)
    if drag:
        canvas = page.locator("canvas").first.bounding_box() or {"x": 0, "y": 0}
        x, y = canvas["x"] + 5, canvas["y"] + 60
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(100):
            page.mouse.move(x + 2 * step, y + step % 30)
            page.wait_for_timeout(20)
        page.mouse.up()
    else:
        for _ in range(100):
            page.mouse.wheel(0, 300)
            page.wait_for_timeout(20)
    return float(page.evaluate(FRAMES))


def explorer_of(units: int, tasks: int, folder: Path) -> Path:
    """Write the explorer of a made-up plan of this size."""
    where = folder / f"{units}-{tasks}"
    where.mkdir()
    return write_explorer(*made_plan(units, tasks), where)


def best(runs: Sequence[Seen]) -> Seen:
    """Return the medians; what was given up once is given up."""

    def middle(values: list[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return median(known) if len(known) == len(values) else None

    return Seen(
        middle([run.first for run in runs]),
        middle([run.interactive for run in runs]),
        middle([run.frames for run in runs]),
    )


def compare_networks(browser: Browser, folder: Path, runs: int, most: int) -> list[str]:
    """Return a line of Markdown for each network and each page of it."""
    lines = []
    for units, tasks in (size for size in NETWORKS if size[0] <= most):
        path = explorer_of(units, tasks, folder)
        address = f"{path.as_uri()}#/network"
        page = browser.new_page()
        page.goto(address)
        page.locator("#network canvas").wait_for(timeout=PATIENCE * 1000)
        ties = page.evaluate("chosenNetwork().ties.length")
        peer = folder / f"pyvis-{units}.html"
        pyvis_page(page, peer)
        page.close()
        found = [seen(browser, address, WATCH_OURS, drag=True) for _ in range(runs)]
        # What does not settle once is not waited for again.
        other = [seen(browser, peer.as_uri(), WATCH_PYVIS, drag=True)]
        if other[0].interactive is not None:
            other += [seen(browser, peer.as_uri(), WATCH_PYVIS, drag=True) for _ in range(runs - 1)]
        one, two = best(found), best(other)
        ratio = (
            f"{(two.interactive or PATIENCE) / one.interactive:.0f} ×" if one.interactive else "–"
        )
        ratio = ratio if two.interactive else f"> {ratio}"
        lines.append(f"| {units} / {ties} | Remit | {_row(path, one)} | |")
        lines.append(f"| | pyvis | {_row(peer, two)} | {ratio} |")
        print(lines[-2], lines[-1], sep="\n", file=sys.stderr, flush=True)
    return lines


def measure_tables(browser: Browser, folder: Path, runs: int, most: int) -> list[str]:
    """Return a line of Markdown for each size of the table of tasks."""
    lines = []
    for units, tasks in (size for size in TABLES if size[0] <= most):
        where = folder / "tables"
        where.mkdir(exist_ok=True)
        path = explorer_of(units, tasks, where)
        address = f"{path.as_uri()}#/tasks"
        found = [seen(browser, address, WATCH_TABLE, drag=False) for _ in range(runs)]
        lines.append(f"| {tasks:,} | {_row(path, best(found))} |")
        print(lines[-1], file=sys.stderr, flush=True)
    return lines


def _row(path: Path, found: Seen) -> str:
    size = f"{path.stat().st_size / 1e6:.1f}"
    times = [
        f"{t:.1f}" if t is not None else f"> {PATIENCE:.0f}"
        for t in (found.first, found.interactive)
    ]
    frames = f"{found.frames:.0f}" if found.frames is not None else "–"
    return " | ".join([size, *times, frames])


def main() -> None:
    """Measure, and print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--up-to", type=int, default=2000, metavar="UNITS", help="leave out larger")
    chosen = parser.parse_args()
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        sys.exit("no Chromium is installed: run scripts/setup_system.sh")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        folder = Path(temporary)
        networks = compare_networks(browser, folder, chosen.runs, chosen.up_to)
        tables = measure_tables(browser, folder, chosen.runs, chosen.up_to)
        browser.close()
    print(
        "| units / ties | page | MB | first drawing s | interactive s | frames/s | pyvis : Remit |"
    )
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    print(*networks, "", sep="\n")
    print("| tasks | MB | first rows s | interactive s | frames/s |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    print(*tables, sep="\n")


if __name__ == "__main__":
    main()
