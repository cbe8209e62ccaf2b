"""Opens the cases in `tests/cases/documents/`: a document as it is, or one made of parts that are too odd or too large for a file."""

from pathlib import Path

import yaml

from crossdock.registry.documents.document import Document
from crossdock.registry.model.location import Location

CASES = Path(__file__).parents[2] / "cases" / "documents"
MADE = sorted(path.parent for path in CASES.glob("*/*/made.yaml"))
SHORT = 4000  # characters; longer data is not written down


def name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def open_case(folder: Path) -> tuple[str, bytes]:
    """Return the path and the content of a case's document."""
    recipe = folder / "made.yaml"
    if recipe.is_file():
        made = yaml.safe_load(recipe.read_text(encoding="utf-8"))
        return made["path"], b"".join(map(make_part, made["parts"]))
    [document] = folder.glob("document.*")
    return document.name, document.read_bytes()


def make_part(part: dict[str, object]) -> bytes:
    """Return a part: `text` or `hex`, `times` over; `stairs` is text indented one column more each time."""
    times = int(str(part.get("times", 1)))
    if "stairs" in part:
        return "".join(" " * i + str(part["stairs"]) for i in range(times)).encode()
    content = bytes.fromhex(str(part["hex"])) if "hex" in part else str(part["text"]).encode()
    return content * times


def describe(document: Document) -> dict[str, object]:
    """Return a document as `expected.yaml` has it."""
    found: dict[str, object] = {"readable": document.is_readable}
    if document.is_readable and len(yaml.dump(document.data, Dumper=_Plain)) <= SHORT:
        found["data"] = document.data
    found["findings"] = [
        {"rule": finding.rule, "at": str(finding.at), "pointer": finding.at.pointer, "message": finding.message}
        for finding in document.findings
        if isinstance(finding.at, Location)
    ]
    return found


def compare(found: object, folder: Path, is_updating: bool) -> None:
    """Hold what was found against `expected.yaml`; write it first when asked to."""
    expected = folder / "expected.yaml"
    text = yaml.dump(found, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=140)
    if is_updating:
        expected.write_text(text, encoding="utf-8")
    assert yaml.safe_load(text) == yaml.safe_load(expected.read_text(encoding="utf-8"))


class _Plain(yaml.SafeDumper):
    """Writes equal parts in full each time."""

    def ignore_aliases(self, data: object) -> bool:
        return True
