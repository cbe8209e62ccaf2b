"""The texts of files with all that can be mended in them mended: shown as a difference, or written."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import open_text
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.text import MARK
from crossdock.registry.model.edit import Edit, apply_edits
from crossdock.registry.model.finding import Finding

AT_ONCE = 2_000  # mends of one file in one pass; the others wait for the next
PASSES = 10  # mends may meet in one place; what is left after these is left


@dataclass(frozen=True, slots=True)
class MendedText:
    """A file before and after; `number` is how many findings are mended in it."""

    path: str
    before: str
    after: str
    number: int


def mend_texts(findings: Iterable[Finding], load: Callable[[str], Document | None]) -> tuple[MendedText, ...]:
    """Return the files that the edits of findings change, sorted; one that could not be read afterwards is left out.

    Of findings whose edits meet, the later one waits for the next pass.
    """
    by_path: dict[str, list[tuple[Edit, ...]]] = defaultdict(list)
    for finding in findings:
        if finding.edits:
            by_path[finding.at.path].append(finding.edits)
    found = (_mend(load(path), edits) for path, edits in sorted(by_path.items()))
    return tuple(text for text in found if text is not None)


def _mend(document: Document | None, mends: list[tuple[Edit, ...]]) -> MendedText | None:
    if document is None:
        return None
    chosen: list[Edit] = []
    number = 0
    for edits in mends[:AT_ONCE]:
        if all(edit in chosen or not any(_meet(edit, other) for other in chosen) for edit in edits):
            chosen += [edit for edit in edits if edit not in chosen]
            number += 1
    text = open_text(document).text
    after, _ = apply_edits(text, tuple(chosen))
    mark = find_mark(document.content)
    if not read_document(document.path, after.encode()).is_readable or after == text:
        return None
    return MendedText(document.path, mark + text, mark + after, number)


def find_mark(content: bytes) -> str:
    """Return the byte-order mark that a file begins with, or nothing."""
    return MARK if content.startswith(MARK.encode()) else ""


def _meet(edit: Edit, other: Edit) -> bool:
    return edit.start <= other.end and other.start <= edit.end


def render_difference(texts: Iterable[MendedText]) -> str:
    """Return a unified difference of all texts, as `git apply` takes it."""
    return "".join(line for text in texts for line in _difference(text))


def _difference(text: MendedText) -> Iterator[str]:
    before, after = text.before.splitlines(keepends=True), text.after.splitlines(keepends=True)
    for line in difflib.unified_diff(before, after, f"a/{text.path}", f"b/{text.path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
