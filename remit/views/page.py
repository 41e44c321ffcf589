"""One self-contained page: template, styles, scripts and data in a single file.

The page may run our own scripts only: their hashes stand in its content security
policy, computed here, and nothing can be loaded from anywhere (Content Security Policy
Level 3, https://www.w3.org/TR/CSP3/).
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from remit.assets import asset

NETWORK_LIBRARY: Final = ("vendor", "vis-network-10.1.5.min.js")
ESCAPES: Final = {
    ord(character): f"\\u{ord(character):04x}" for character in ("<", ">", "&", "\u2028", "\u2029")
}


def render(
    template: str,
    styles: Sequence[tuple[str, ...]],
    scripts: Sequence[tuple[str, ...]],
    **values: object,
) -> bytes:
    """Fill a template of `viz/templates`, with its styles and scripts, to UTF-8 bytes.

    Styles and scripts are paths below `viz`. Without scripts, the page may run none at all.
    """
    environment = Environment(
        loader=FileSystemLoader(asset("viz", "templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sources = [_script(*NETWORK_LIBRARY), *(_script(*parts) for parts in scripts)]
    sources = sources if scripts else []
    page = environment.get_template(template).render(
        policy=_policy(sources),
        styles="\n".join(asset("viz", *parts).read_text("utf-8") for parts in styles),
        scripts=sources,
        **values,
    )
    return page.encode("utf-8")


def json_for_script(value: object) -> str:
    """Return JSON that can stand inside a script element, whatever texts it holds."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _script(*parts: str) -> str:
    source = asset("viz", *parts).read_text("utf-8")
    if "</script" in source.lower() or "<!--" in source:
        raise ValueError(
            f"{'/'.join(parts)} can not stand inside a page: it closes its own element"
        )
    return source


def _policy(scripts: Sequence[str]) -> str:
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(s.encode("utf-8")).digest()).decode() + "'"
        for s in scripts
    ]
    directives = [
        "default-src 'none'",
        "script-src " + (" ".join(hashes) or "'none'"),
        "style-src 'unsafe-inline'",  # the network library sets styles of its own
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(directives)
