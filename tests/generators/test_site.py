"""The catalog of the reference landscape: complete, linked, small, the same every time, and readable by everyone."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from crossdock.generators.site.render import render_site
from crossdock.registry.catalog import gather_catalog
from crossdock.registry.model.catalog import Catalog
from crossdock.registry.open import open_registry
from tests.generators.pages import Page, read_site

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 30)
MAX_PAGE = 150_000
OUTSIDE = re.compile(r"https?://|mailto:")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    with open_registry(ROOT) as registry:
        return gather_catalog(registry.worktree(), TODAY)


@pytest.fixture(scope="module")
def files(catalog: Catalog) -> dict[str, str]:
    return dict(render_site(catalog))


@pytest.fixture(scope="module")
def pages(files: dict[str, str]) -> dict[str, Page]:
    return read_site(files)


def test_everything_has_a_page(catalog: Catalog, pages: dict[str, Page]) -> None:
    assert len(catalog.entries) > 60
    for entry in catalog.entries:
        contract = entry.contract
        page = pages[f"contracts/{contract.id}/v{contract.line}.html"]
        assert contract.title in page.shown
        assert contract.key in page.shown
    assert {f"systems/{system.id}.html" for system in catalog.systems} <= set(pages)
    assert {f"teams/{team.id}.html" for team in catalog.teams} <= set(pages)


def test_every_link_of_ours_leads_somewhere(pages: dict[str, Page], files: dict[str, str]) -> None:
    broken = []
    for page in pages.values():
        for address in page.addresses:
            if OUTSIDE.match(address):
                continue
            path, fragment = page.resolve(address)
            if path not in files or (fragment and fragment not in pages[path].ids):
                broken.append(f"{page.path}: {address}")
    assert not broken


def test_every_page_can_be_reached_from_the_first(pages: dict[str, Page]) -> None:
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = pages[waiting.pop()]
        for address in page.addresses:
            path = page.resolve(address)[0] if not OUTSIDE.match(address) else ""
            if path in pages and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert set(pages) == reached


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Page], files: dict[str, str]) -> None:
    for page in pages.values():
        loading = [attributes for tag, attributes in page.elements if tag != "a"]
        assert not [a for a in loading if OUTSIDE.match(a.get("src", a.get("href", "")))], page.path
        policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert not page.all("iframe")
        assert not page.all("base")
    assert "http" not in files["assets/site.css"]
    assert "http" not in files["assets/site.js"]


def test_the_policy_forbids_nothing_that_the_pages_need(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert not page.all("style"), f"{page.path}: a style element needs 'unsafe-inline'"
        assert all("src" in attributes for attributes in page.all("script"))
        for _, attributes in page.elements:
            assert "style" not in attributes, page.path
            assert not any(name.startswith("on") for name in attributes), page.path


def test_pages_are_small(files: dict[str, str]) -> None:
    large = {path: len(text.encode()) for path, text in files.items() if len(text.encode()) > MAX_PAGE}
    assert not large


def test_pages_are_well_formed_and_their_ids_unique(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert not page.unbalanced, page.path
        assert len(page.ids) == len(set(page.ids)), page.path


def test_pages_are_readable_by_everyone(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.all("html")[0]["lang"] == "en"
        assert len(page.all("h1")) == 1, page.path
        assert len(page.all("main")) == 1
        assert page.all("a")[0]["href"] == "#main", "the first link skips to the content"
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert not jumps, f"{page.path}: headings jump {jumps}"
        assert len(page.all("caption")) == len(page.all("table")), page.path
        assert all("scope" in cell for cell in page.all("th")), page.path
        assert all("alt" in image for image in page.all("img"))
        named = set(page.ids)
        for _, attributes in page.elements:
            for name in ("aria-labelledby", "aria-controls", "for"):
                missing = set(attributes.get(name, "").split()) - named
                assert not missing, f"{page.path}: {name} names {missing}"


def test_a_diagram_has_its_words(pages: dict[str, Page]) -> None:
    page = pages["contracts/process/order-to-settlement/v1.html"]
    assert page.all("svg")[0]["role"] == "img"
    for word in ("VALIDATED", "SETTLED", "take-back", "no RETURNED after DELIVERED"):
        assert word in page.shown


def test_a_contract_page_says_what_it_offers(pages: dict[str, Page]) -> None:
    page = pages["contracts/wms-east/shipment-confirmed/v2.html"]
    for words in (
        "wms-east.shipments.confirmed.v2",
        "When the dock door closed, UTC.",
        "up to 30 characters",
        "at least once",
        "rates by the weight that left the dock",
        "/shipment/grossWeight",
        "warehouse-east@northway.example",
        "contracts/wms-east/shipment-confirmed/v2/asyncapi.yaml",
    ):
        assert words in page.shown, words
    assert "../../canonical/shipment/v1.html" in [a.replace("../../../contracts", "../..") for a in page.addresses]


def test_a_contract_that_a_description_names_is_linked(pages: dict[str, Page]) -> None:
    page = pages["contracts/edi/x12-214/v1.html"]
    assert '<a href="../../../contracts/edi/x12-214-to-delivery-event/v1.html"><code>' in page.text


def test_releases_have_their_change_log(pages: dict[str, Page]) -> None:
    shown = pages["contracts/carrier/tracking-api/v1.html"].shown
    assert "operation deprecated GET /v1/track/{proNumber}" in shown
    assert "field added /entries/*/signedBy in GET /v1/track/{proNumber}" in shown
    assert "promise changed classification.personal : nothing → " in shown
    assert "No difference from 1.1.0 was found in what it offers and promises." in shown
    assert "Not compared with 1.0.0." in pages["contracts/edi/x12-214-to-delivery-event/v1.html"].shown


def test_deprecations_name_who_must_move_and_where_to(pages: dict[str, Page]) -> None:
    page = pages["deprecations.html"]
    assert "Order API (line 1)" in page.shown
    assert "in 121 days" in page.shown
    assert "erp/order-api@2" in page.shown


def test_two_builds_are_the_same_bytes(files: dict[str, str], tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = (sys.executable, "-m", "crossdock.registry.cli.main")
        options = (
            "catalog",
            "build",
            "--registry",
            str(ROOT),
            "--today",
            TODAY.isoformat(),
            "--output",
            str(tmp_path / seed),
        )
        subprocess.run(
            (*command, *options), check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
    for path, text in files.items():
        first = (tmp_path / "1" / path).read_bytes()
        assert first == (tmp_path / "2" / path).read_bytes(), path
        assert first.decode() == text, path


def test_search_finds_fields_and_codes(files: dict[str, str], pages: dict[str, Page]) -> None:
    script = files["assets/search-index.js"]
    rows = json.loads(script.removeprefix("window.crossdockIndex=").removesuffix(";\n"))
    assert {row[3] for row in rows} <= set(pages)
    words = {row[1]: row[4].split() for row in rows if row[2] != "entity"}
    assert "grossWeight" in words["canonical/shipment@1"]
    assert "DISPATCHED" in words["canonical/shipment-status@1"]
    assert "wms-east.shipments.confirmed.v2" in words["wms-east/shipment-confirmed@2"]


def test_colours_have_contrast_on_both_themes(files: dict[str, str]) -> None:
    light, dark = re.findall(r":root \{([^}]*)\}", files["assets/site.css"])[:2]
    for theme in (_read_colours(light), _read_colours(light) | _read_colours(dark)):
        pairs = [(ink, paper) for ink in ("ink", "soft", "link", "accent") for paper in ("paper", "card", "sunk")]
        pairs += [(f"{name}-ink", name) for name in ("warn", "good", "info", "gone", "bad")]
        pairs += [(name, "sunk") for name in ("string", "number", "word", "link")]
        pairs += [("bad-ink", "card"), ("good-ink", "paper"), ("warn-ink", "paper"), ("bad-ink", "paper")]
        for ink, paper in pairs:
            assert _contrast(theme[ink], theme[paper]) >= 4.5, f"{ink} on {paper}"
        for paper in ("paper", "card"):
            assert _contrast(theme["focus"], theme[paper]) >= 3


def _read_colours(rules: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6})\b", rules))


def _contrast(one: str, other: str) -> float:
    a, b = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
