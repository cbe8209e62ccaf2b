"""How a table travels as a file: facts whose change moves what a reader cuts out of a line."""

from collections.abc import Iterator

from crossdock.registry.model.interface import Operation
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import canonical

_IN_KEY = ("name", "direction")


def read_file_operation(root: Node) -> Operation:
    """Lower the file binding to an operation whose bindings are the facts: `provides file <name>` or `accepts file <name>`."""
    file = root.child("file")
    direction = "accepts" if file.child("direction").text == "accepts" else "provides"
    name = file.child("name").text or ""
    return Operation(
        key=f"{direction} file {name}",
        id=None,
        action=direction,
        address=name,
        place=file.place,
        bindings=tuple(sorted((*_read_file(file), *_read_records(root, file)))),
        summary=root.child("title").text or "",
    )


def _read_file(file: Node) -> Iterator[tuple[str, str]]:
    for name, node in file.entries():
        if name not in _IN_KEY and not name.startswith("x-"):
            yield f"file {name}", canonical(node.data)


def _read_records(root: Node, file: Node) -> Iterator[tuple[str, str]]:
    is_by_place = file.child("layout").text == "fixed-width"
    is_by_order = not is_by_place and file.child("header").data is False
    for record in root.child("records").elements():
        title = record.child("name").text or ""
        for name in ("match", "missingValues"):
            if record.child(name).exists:
                yield f"record {title} {name}", canonical(record.child(name).data)
        for index, field in enumerate(record.child("fields").elements()):
            where: dict[str, object] = {"column": index + 1} if is_by_order else {}
            if is_by_place:
                where = {name: field.child(name).data for name in ("start", "width")}
            if where:
                yield f"field {title}/{field.child('name').text or index + 1}", canonical(where)
