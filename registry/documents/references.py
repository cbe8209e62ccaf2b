"""Follows `$ref`: inside the registry, never outside it."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice, product
from urllib.parse import unquote

from crossdock.registry.documents.anchors import Anchors, find_anchors, join_addresses
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.pointer import find_data, step_into
from crossdock.registry.errors import closest
from crossdock.registry.model.location import Part, Place, escape_token, split_pointer

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNWANTED = re.compile(r"[\x00-\x1f\x7f\\]")
MAX_CHAIN = 100  # references in a row
MAX_SHOWN = 200  # characters of a reference in a message
MAX_SUGGESTED = 1_000  # names that are compared with one that is not there
MAX_SUGGESTIONS = 100  # of one state of the registry: comparing names is slow


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads: the document, the place and the data there."""

    document: Document
    place: Place
    data: object
    is_derived: bool = False  # the document means it without writing it


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reference leads nowhere. `rule` is the id of the finding it becomes: `reference-unresolved`, `reference-outside`,
    `reference-remote` or `reference-cycle`; `fix` says how to mend it, empty where the rule's own fix says enough.
    """

    rule: str
    message: str
    fix: str


class Resolver:
    """Resolves references written in the files of one state of the registry; each document is read once.

    `load` returns the document at a path below the registry root, `None` when there is none there; `claim` returns the path below the
    root that a remote address (without fragment) leads to when a contract claims it, else `None`. `derive` is asked for what a
    document means but does not write, such as the schema of a vocabulary; it returns the data at a pointer or `None`.
    """

    def __init__(
        self,
        load: Callable[[str], Document | None],
        claim: Callable[[str], str | None],
        derive: Callable[[Document, str], object | None] | None = None,
    ) -> None:
        self.load = load
        self.claim = claim
        self.derive = derive
        self.memory: dict[object, object] = {}  # what others remember about this state of the registry
        self._anchors: dict[str, Anchors] = {}
        self._fixes: dict[tuple[str, str], str] = {}

    def resolve(self, reference: str, place: Place) -> Target | Refusal:
        """Resolve `reference` as written at `place`; what is there may be a reference again."""
        address, _, fragment = reference.partition("#")
        home = self.load(place.path)
        if address and home is not None:
            embedded = self.anchors_of(home).find_resource(address)
            if embedded is not None:
                return self._enter(reference, home, embedded, fragment, place)
        path = self._find_path(address, place, home)
        if isinstance(path, Refusal):
            return path
        document = self.load(path)
        if document is None:
            return _unresolved(f"`{_show(reference)}` leads to nothing: there is no `{_show(path)}` in the registry")
        if not document.is_readable:
            return _unresolved(
                f"`{_show(reference)}` leads to `{path}`, which cannot be read", f"correct `{path}` first"
            )
        root = "" if address else self.anchors_of(document).root_of(place.pointer)
        return self._enter(reference, document, root, fragment, place)

    def resolve_fully(self, reference: str, place: Place) -> Target | Refusal:
        """Resolve `reference`, and what it leads to as long as that is a reference itself."""
        seen: set[tuple[str, str]] = set()
        target = self.resolve(reference, place)
        while isinstance(target, Target) and isinstance(target.data, dict):
            following = target.data.get("$ref")
            if not isinstance(following, str):
                break
            step = (target.place.path, target.place.pointer)
            if step in seen or len(seen) >= MAX_CHAIN:
                return Refusal(
                    "reference-cycle", f"`{_show(reference)}` leads back to itself through references only", ""
                )
            seen.add(step)
            target = self.resolve(following, target.place)
        return target

    def _find_path(self, address: str, place: Place, home: Document | None) -> str | Refusal:
        """Return the path that an address without fragment leads to."""
        if not address:
            return place.path
        decoded = unquote(address)
        if _UNWANTED.search(decoded):
            return _outside(address)
        scheme = _SCHEME.match(decoded)
        if scheme or decoded.startswith("//"):
            is_file = scheme is not None and (scheme[1].lower() == "file" or len(scheme[1]) == 1)
            return _outside(address) if is_file else self._find_claimed(address)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(place.path), decoded))
        if decoded[0] in "/~" or path.split("/", 1)[0] in ("..", "."):
            return _outside(address)
        if self.load(path) is None and home is not None:
            return self._find_by_identifier(address, home) or path
        return path

    def _find_claimed(self, address: str) -> str | Refusal:
        path = self.claim(address)
        if path is None:
            return Refusal("reference-remote", f"`{_show(address)}` is a remote address that no contract claims", "")
        return _outside(address) if _leaves_root(path) else path

    def _find_by_identifier(self, address: str, home: Document) -> str | None:
        """Return the path of an address that is relative to the document's own `$id`, not to its file."""
        base = self.anchors_of(home).base
        claimed = self.claim(join_addresses(base, address)) if base else None
        return claimed if claimed is not None and not _leaves_root(claimed) else None

    def _enter(self, reference: str, document: Document, root: str, fragment: str, place: Place) -> Target | Refusal:
        """Return what a fragment means in the part of a document that starts at `root`, else in the whole document."""
        for text, start in dict.fromkeys(product((unquote(fragment), fragment), (root, ""))):
            pointer = self._find_pointer(document, start, text)
            target = self._find_target(document, pointer, place) if pointer is not None else None
            if target is not None:
                return target
        return self._explain_missing(reference, document, unquote(fragment))

    def _explain_missing(self, reference: str, document: Document, fragment: str) -> Refusal:
        key = (document.path, fragment)
        fix = self._fixes.get(key)
        if fix is None:
            fix = self._fixes[key] = _suggest(document.data, fragment) if len(self._fixes) < MAX_SUGGESTIONS else ""
        return _unresolved(f"`{_show(reference)}` leads to nothing: `{document.path}` has no `{_show(fragment)}`", fix)

    def _find_pointer(self, document: Document, root: str, fragment: str) -> str | None:
        if fragment and not fragment.startswith("/"):
            return self.anchors_of(document).names.get((root, fragment))
        return root + fragment

    def _find_target(self, document: Document, pointer: str, place: Place) -> Target | None:
        there = Place(document.path, pointer, Part.VALUE, place.side)
        try:
            return Target(document, there, find_data(document.data, pointer))
        except KeyError:
            derived = self.derive(document, pointer) if self.derive else None
            return None if derived is None else Target(document, there, derived, is_derived=True)

    def anchors_of(self, document: Document) -> Anchors:
        """Return the names that a document gives its own parts."""
        anchors = self._anchors.get(document.path)
        if anchors is None:
            anchors = self._anchors[document.path] = find_anchors(document)
        return anchors


def _leaves_root(path: str) -> bool:
    normal = posixpath.normpath(path)
    return path.startswith("/") or normal.split("/", 1)[0] in ("..", ".") or _UNWANTED.search(path) is not None


def _outside(address: str) -> Refusal:
    return Refusal("reference-outside", f"`{_show(address)}` leads outside the registry", "")


def _unresolved(message: str, fix: str = "") -> Refusal:
    return Refusal("reference-unresolved", message, fix)


def _show(text: str) -> str:
    """Return a text as a message may quote it: short, and without control characters."""
    return _UNWANTED.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text[:MAX_SHOWN])


def _suggest(data: object, fragment: str) -> str:
    """Return how to mend a fragment that leads nowhere, `""` when nothing like it is there."""
    if not fragment.startswith("/"):
        return f"define the anchor `{_show(fragment)}`, or reference the place by its pointer (`#/…`)"
    walked = ""
    for token in split_pointer(fragment):
        try:
            data = step_into(data, token)
        except KeyError:
            known = closest(token[:MAX_SHOWN], islice(data, MAX_SUGGESTED)) if isinstance(data, dict) else None
            return f"did you mean `#{walked}/{escape_token(known)}`?" if known else ""
        walked += "/" + escape_token(token)
    return ""
