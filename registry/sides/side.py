"""One of the two things that are compared: a document, what people call it, and the documents that it is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.twins import State
from crossdock.registry.errors import RegistryError
from crossdock.registry.format import Format
from crossdock.registry.model.change import Change
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.location import Location, Place
from crossdock.registry.specifications.derived import derive, written_pointer
from crossdock.registry.specifications.recognise import find_format
from crossdock.registry.store.snapshot import Snapshot

Shown = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its own document, and the format that it is of.

    `shown` turns a path of its documents into the one that people typed or can open.

    `contract` is the contract that it is a version of, `None` for a mere document. `consumers` are the systems that say they consume it,
    and `find_users` names those of them who use what some changes touch.
    """

    document: Document
    form: Format
    name: str
    resolver: Resolver
    kinds: tuple[Kind, ...]
    shown: Shown = str
    contract: Contract | None = None
    consumers: tuple[str, ...] = ()
    find_users: Callable[[Iterable[Change]], tuple[str, ...]] = field(default=lambda _: (), compare=False)

    @property
    def path(self) -> str:
        """The path of its own document."""
        return self.document.path

    @property
    def state(self) -> State:
        """Its document, and where the references in it lead."""
        return State(self.document, self.resolver)

    @property
    def interface(self) -> Interface:
        """All that it offers, lowered when it is asked for, once."""
        key = (Interface, self.path)
        known = self.resolver.memory.get(key)
        if not isinstance(known, Interface):
            known = self.resolver.memory[key] = self.form.read_interface(self.document, self.resolver)
        return known

    def locate(self, place: Place | Location, other: "Side") -> Location:
        """Return the exact place in this side's text. What is absent on one side is named by its place on the other."""
        if isinstance(place, Location):
            return place
        if place.path == other.path != self.path:
            place = replace(place, path=self.path)
        document = self.resolver.load(place.path)
        found = (
            find_location(document, written_pointer(document, place.pointer), place.part)
            if document
            else Location(place.path, pointer=place.pointer)
        )
        path = self.shown(found.path)
        return Location(path, found.line, found.column, found.end_line, found.end_column, found.pointer)


class Documents:
    """The documents of a snapshot, each read once; `given` are contents that no file holds, by path."""

    def __init__(self, snapshot: Snapshot, given: dict[str, bytes] | None = None) -> None:
        self.snapshot = snapshot
        self.given = given or {}
        self.resolver = Resolver(self.load, lambda _: None, derive)
        self._read: dict[str, Document | None] = {}

    def load(self, path: str) -> Document | None:
        """Return a document, `None` when there is no such file."""
        if path not in self._read:
            content = self.given[path] if path in self.given else self.snapshot.read(path)
            self._read[path] = read_document(path, content) if content is not None else None
        return self._read[path]

    def side(self, path: str, name: str, shown: Shown = str) -> Side:
        """Return a document as a side. Raises RegistryError when it cannot be read, or is of no known format."""
        side = self.find_side(path, name, shown)
        if side is None:
            fix = "state the format in the document: `openapi: 3.1.0`, `asyncapi: 3.0.0`, `$schema` …"
            raise RegistryError(f"`{name}` is of no format that is known", fix)
        return side

    def find_side(self, path: str, name: str, shown: Shown = str) -> Side | None:
        """Return a document as a side, `None` when it is of no known format. Raises RegistryError when it cannot be read."""
        document = self.load(path)
        if document is None:
            obstacle = self.snapshot.obstacles.get(path)
            why = f": it is {obstacle.value}" if obstacle else ""
            raise RegistryError(f"`{name}` cannot be read{why}", "check the path")
        if not document.is_readable:
            finding = document.findings[0]
            line = f":{finding.at.line}:{finding.at.column}" if isinstance(finding.at, Location) else ""
            raise RegistryError(f"{shown(path)}{line}: {finding.message}", finding.fix)
        form = find_format(document.data, path)
        if form is None:
            return None
        return Side(document, form, name, self.resolver, form.kinds, shown)
