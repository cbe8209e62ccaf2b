"""A rendered site, read back: what stands on each page, for tests to judge."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

VOID = {"meta", "link", "img", "input", "br", "hr", "path", "rect"}


@dataclass
class Page:
    """The elements of a page as (tag, attributes), its text, its ids, and the nesting errors met."""

    path: str
    text: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def shown(self) -> str:
        """The text that a reader sees."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def addresses(self) -> list[str]:
        """All that leads or loads from elsewhere."""
        return [
            value
            for _, attributes in self.elements
            for name, value in attributes.items()
            if name in ("href", "src", "xlink:href", "action", "data", "poster", "srcset")
        ]

    def resolve(self, address: str) -> tuple[str, str]:
        """Return the (path, fragment) below the site's root that an address of ours means."""
        target, _, fragment = address.partition("#")
        if not target:
            return self.path, fragment
        steps: list[str] = []
        for step in (PurePosixPath(self.path).parent / target).parts:
            if step == "..":
                assert steps, f"{self.path}: {address} leaves the site"
                steps.pop()
            else:
                steps.append(step)
        return "/".join(steps), fragment


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.page.unbalanced.append(f"<{tag}> repeats an attribute")
        self.page.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.page.unbalanced.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        self.page.words.append(data)

    def close(self) -> None:
        super().close()
        self.page.unbalanced += [f"<{tag}> stays open" for tag in self.open]


def read_page(path: str, text: str) -> Page:
    page = Page(path, text)
    reader = _Reader(page)
    reader.feed(text)
    reader.close()
    return page


def read_site(files: dict[str, str]) -> dict[str, Page]:
    return {path: read_page(path, text) for path, text in files.items() if path.endswith(".html")}


def write_files(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
