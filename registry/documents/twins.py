"""Which parts of two documents say the same, with everything that they reference: what differs lies elsewhere."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from crossdock.registry.documents.anchors import Anchors
from crossdock.registry.documents.dialects import find_dialect
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.equality import encode, is_equal
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.references import Refusal, Resolver, Target
from crossdock.registry.documents.written_references import written_references
from crossdock.registry.model.interface import Dialect
from crossdock.registry.model.location import Place

_Key = tuple[str, str, str]  # the two documents, and a reference in them; or the name of a part


@dataclass(frozen=True, slots=True)
class State:
    """A document and what knows where its references lead."""

    document: Document
    resolver: Resolver


def find_twins(base: State, revision: State, parts: Mapping[str, tuple[object, object]]) -> frozenset[str]:
    """Return the names of those parts, of both documents, that are equal, and all that they reference too, directly or not."""
    search = _Search(base, revision)
    if not search.is_simple(base.document.path, revision.document.path):
        return frozenset()
    for name, (one, other) in parts.items():
        search.compare(("", "", name), one, other, (base.document.path, revision.document.path))
    search.follow_all()
    differing = search.spread()
    return frozenset(name for name in parts if ("", "", name) not in differing)


class _Search:
    """Follows the references of equal parts, each once, and carries what differs back to those that lead there."""

    def __init__(self, base: State, revision: State) -> None:
        self.base = base
        self.revision = revision
        self.differing: set[_Key] = set()
        self.users: dict[_Key, list[_Key]] = defaultdict(list)
        self.waiting: list[_Key] = []
        self._simple: dict[tuple[str, str], bool] = {}

    def compare(self, key: _Key, one: object, other: object, paths: tuple[str, str]) -> None:
        """Compare two parts written in two documents, and note what they reference."""
        text = encode(one)
        if text != encode(other) and not is_equal(one, other):
            self.differing.add(key)
            return
        for reference in written_references(text):
            target = (*paths, reference)
            if target not in self.users:
                self.waiting.append(target)
            self.users[target].append(key)

    def follow_all(self) -> None:
        """Compare what is referenced, until nothing new is."""
        while self.waiting:
            key = self.waiting.pop()
            one, other = _resolve(self.base, key[0], key[2]), _resolve(self.revision, key[1], key[2])
            if one is None and other is None:
                continue  # it leads nowhere on both sides
            if one is None or other is None or not self.is_simple(one.path, other.path):
                self.differing.add(key)
            else:
                self.compare(key, one.data, other.data, (one.path, other.path))

    def spread(self) -> set[_Key]:
        """Return all that differs, or leads to what does."""
        waiting = list(self.differing)
        while waiting:
            found = [user for user in self.users.get(waiting.pop(), ()) if user not in self.differing]
            self.differing.update(found)
            waiting += found
        return self.differing

    def is_simple(self, one: str, other: str) -> bool:
        """Whether equal parts of two documents mean the same: no part has an address of its own, and the language is one."""
        paths = (one, other)
        if paths not in self._simple:
            documents = [self.base.resolver.load(one), self.revision.resolver.load(other)]
            anchors = [
                state.resolver.anchors_of(document)
                for state, document in zip((self.base, self.revision), documents, strict=True)
                if document is not None
            ]
            dialects = {find_dialect(document) for document in documents if document is not None}
            is_plain = not any(_is_addressed(each) for each in anchors) and Dialect.AVRO not in dialects
            self._simple[paths] = len(anchors) == 2 and len(dialects) == 1 and is_plain
        return self._simple[paths]


@dataclass(frozen=True, slots=True)
class _Found:
    data: object
    path: str


def _resolve(state: State, path: str, reference: str) -> _Found | None:
    """Return what a reference written in a document leads to, `None` when it leads nowhere."""
    if path == state.document.path and reference.startswith("#/") and "%" not in reference:
        try:
            return _Found(find_data(state.document.data, reference[1:]), path)
        except KeyError:
            pass  # what a document means without writing it is known to its resolver
    target: Target | Refusal = state.resolver.resolve(reference, Place(path))
    return None if isinstance(target, Refusal) else _Found(target.data, target.place.path)


def _is_addressed(anchors: Anchors) -> bool:
    """Whether what a reference in a document means depends on where it stands."""
    return bool(anchors.roots or anchors.resources or anchors.dynamic)
