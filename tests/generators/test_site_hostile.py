"""Nothing that people write in a registry becomes markup, a script or an address that runs something."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from crossdock.generators.site.pages import safe_link
from crossdock.generators.site.prose import render_line, render_prose
from crossdock.generators.site.render import render_site
from crossdock.registry.catalog import gather_catalog
from crossdock.registry.model.catalog import Catalog
from crossdock.registry.open import open_registry
from tests.generators.hostile import FILES, SCRIPT
from tests.generators.pages import Page, read_site, write_files

ELEMENTS = frozenset(
    re.findall(
        r"[a-z0-9]+",
        """html head meta title link script body a header img span search label input kbd div p nav ul li main footer h1
    h2 h3 h4 section dl dt dd strong em code b table caption thead tbody tr th td svg defs marker path g rect text
    tspan desc figure article aside details summary pre ol time meter select option""",
    )
)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    root = tmp_path_factory.mktemp("hostile")
    write_files(root, FILES)
    with open_registry(root) as registry:
        return gather_catalog(registry.worktree(), date(2026, 11, 30))


@pytest.fixture(scope="module")
def files(catalog: Catalog) -> dict[str, str]:
    return dict(render_site(catalog))


@pytest.fixture(scope="module")
def pages(files: dict[str, str]) -> dict[str, Page]:
    return read_site(files)


def test_the_hostile_registry_is_read_and_shown(catalog: Catalog, pages: dict[str, Page]) -> None:
    assert not catalog.unreadable
    views = [entry for entry in catalog.entries if entry.vocabulary or entry.mapping or entry.workflow or entry.table]
    assert len(views) == 4, "each of our own formats is shown by its own view"
    assert all(entry.interface for entry in catalog.entries if entry.contract.kind.value in ("api", "event"))
    assert catalog.waivers
    for path in ("index.html", "contracts/erp/orders/v1.html", "contracts/wms/flow/v1.html", "teams/east.html"):
        assert SCRIPT in pages[path].shown, f"{path} shows the text as text"


def test_no_text_becomes_an_element(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert {tag for tag, _ in page.elements} <= ELEMENTS, page.path
        assert not page.unbalanced, page.path
        assert [a["src"] for a in page.all("script")] == [f"{'../' * page.path.count('/')}assets/site.js"]
        assert all(a["src"].endswith("assets/mark.svg") for a in page.all("img"))
        for _, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on") or name == "style"], page.path


def test_no_address_runs_anything(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for address in page.addresses:
            scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", address)
            assert scheme is None or scheme[1] in ("https", "mailto"), f"{page.path}: {address}"
    assert "https://chat.example/east" in pages["teams/east.html"].addresses


def test_links_and_ids_hold_for_hostile_names_too(pages: dict[str, Page], files: dict[str, str]) -> None:
    for page in pages.values():
        assert len(page.ids) == len(set(page.ids)), page.path
        for address in page.addresses:
            if not re.match(r"https:|mailto:", address):
                path, fragment = page.resolve(address)
                assert path in files, f"{page.path}: {address}"
                assert not fragment or fragment in pages[path].ids, f"{page.path}: {address}"


def test_templates_in_texts_are_not_run(pages: dict[str, Page]) -> None:
    assert "{{ 7 * 7 }}" in pages["index.html"].shown


def test_the_search_index_holds_texts_as_data_only(files: dict[str, str]) -> None:
    script = files["assets/search-index.js"]
    assert script.count("\n") == 1
    assert "<" not in script
    rows = json.loads(script.removeprefix("window.crossdockIndex=").removesuffix(";\n"))
    assert any(SCRIPT in row[0] for row in rows)


def test_the_search_script_writes_texts_only(files: dict[str, str]) -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", files["assets/site.js"]
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "https:",
        "https://[broken",
        "mailto:",
        "",
    ],
)
def test_only_addresses_of_the_web_and_of_mail_are_linked(address: str) -> None:
    assert safe_link(address) is None


def test_prose_knows_a_small_part_of_markdown() -> None:
    text = "one `a<b` **two**\nlines\n\n- [x](https://a.example/?q=1&r=2)\n- *em* https://b.example/x.\n\n# title"
    assert render_prose(text) == (
        "<p>one <code>a&lt;b</code> <strong>two</strong> lines</p>"
        '<ul><li><a href="https://a.example/?q=1&amp;r=2" rel="noopener noreferrer">x</a></li>'
        '<li><em>em</em> <a href="https://b.example/x" rel="noopener noreferrer">https://b.example/x</a>.</li></ul>'
        "<p>title</p>"
    )
    assert render_line("2 * 3 * 4 and snake_case_name") == "2 * 3 * 4 and snake_case_name"


def test_prose_takes_no_time_for_hostile_texts(tmp_path: Path) -> None:
    for text in (
        "[" * 20_000,
        "*" * 20_000,
        "`" * 20_001,
        "**a" * 10_000,
        "[a](" * 10_000,
        "https://" * 5_000,
        "- " * 20_000,
    ):
        assert len(render_prose(text)) < 400_000
