"""A case: two documents, and what a peer's own test says of the step from one to the other."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Node = Any  # JSON data


@dataclass(frozen=True)
class Case:
    """One line of a file. `expect` and `data` are as written; `dialect` is how to read schemas that carry no `$schema`."""

    id: str
    format: str
    direction: str
    semantics: str
    dialect: str | None
    base: Node
    revision: Node
    expect: dict[str, Node]
    data: dict[str, Node]

    @property
    def is_subset(self) -> bool:
        """Whether the verdict is plain inclusion, so that a wrong answer is a defect."""
        return self.semantics == "subset"


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of a file, one a line."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            yield read_case(json.loads(line), f"{path.name}:{number}")


def read_case(data: dict[str, Node], place: str) -> Case:
    """Return a case; what it leaves out is as most cases have it."""
    return Case(
        str(data.get("id", place)),
        data.get("format", "jsonschema"),
        data.get("direction", "backward"),
        data.get("semantics", "subset"),
        data.get("dialect"),
        data.get("base"),
        data.get("revision"),
        data.get("expect") or {},
        data,
    )
