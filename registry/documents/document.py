"""A parsed file: its text as bytes, its data, and what was wrong with it."""

from dataclasses import dataclass, field
from enum import Enum

from crossdock.registry.model.finding import Finding


class Syntax(Enum):
    """The notation a document is written in."""

    YAML = "yaml"
    JSON = "json"
    TEXT = "text"  # anything else: examples of file contracts


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A file of one state of the registry.

    `data` is plain Python data with string keys only (`200:` in YAML is the key `"200"`), `None` when the file cannot be read;
    `findings` say why, and what else was wrong (a duplicate key, an alias bomb). `path` is relative to the registry root.
    """

    path: str
    content: bytes = field(repr=False)
    data: object = field(repr=False)
    syntax: Syntax
    findings: tuple[Finding, ...] = ()
    is_readable: bool = True
