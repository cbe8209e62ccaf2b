"""Opens the documents of a case folder, or text, with a resolver that knows nothing else."""

from pathlib import Path

import yaml

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.format import Format
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Location
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.recognise import find_format

NAMES = ("openapi", "swagger", "asyncapi", "schema", "table", "vocabulary")


def open_folder(folder: Path) -> Resolver:
    """Return a resolver whose registry root is a folder."""
    read: dict[str, Document | None] = {}

    def load(path: str) -> Document | None:
        if path not in read:
            file = folder / path
            read[path] = read_document(path, file.read_bytes()) if file.is_file() else None
        return read[path]

    return Resolver(load, lambda address: None, derive)


def open_text(text: str, name: str = "openapi.yaml") -> tuple[Document, Resolver, Format]:
    """Return a document of this text, a resolver that knows only it, and its format."""
    document = read_document(name, text.encode("utf-8"))
    form = find_format(document.data, name)
    assert form is not None
    return document, Resolver(lambda path: document if path == name else None, lambda address: None, derive), form


def open_case(folder: Path) -> tuple[Document, Resolver, Format]:
    """Return the document of a case, a resolver for its folder, and its format."""
    names = sorted(path.name for path in folder.iterdir() if path.name.split(".")[0] in NAMES)
    assert len(names) == 1, f"{folder} holds {names}, one document is expected"
    resolver = open_folder(folder)
    document = resolver.load(names[0])
    assert document is not None
    form = find_format(document.data, names[0])
    assert form is not None
    return document, resolver, form


def describe(finding: Finding, resolver: Resolver) -> dict[str, str]:
    """Return a finding as `expected.yaml` has it."""
    at = finding.at
    if not isinstance(at, Location):
        document = resolver.load(at.path)
        assert document is not None
        at = find_location(document, at.pointer, at.part)
    text = {"rule": finding.rule, "at": str(at), "message": finding.message}
    return text | ({"fix": finding.fix} if finding.fix else {})


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
