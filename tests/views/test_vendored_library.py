"""The vendored library is the one its page names."""

import hashlib

from remit.assets import asset
from remit.views.page import NETWORK_LIBRARY


def test_the_library_has_the_checksum_of_its_page() -> None:
    library = asset("viz", *NETWORK_LIBRARY)
    page = asset("viz", "vendor", "README.md").read_text(encoding="utf-8")
    assert f"`{library.name}`" in page
    assert f"`{hashlib.sha256(library.read_bytes()).hexdigest()}`" in page


def test_its_licences_stand_beside_it() -> None:
    texts = [path.read_text("utf-8") for path in asset("viz", "vendor").glob("*LICENSE*")]
    assert len(texts) == 2
    assert any("MIT License" in text for text in texts)
    assert any("Apache License" in text for text in texts)
