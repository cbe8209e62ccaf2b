"""Follows `$ref`: inside the registry, never outside it."""

from collections.abc import Callable
from dataclasses import dataclass

from crossdock.registry.documents.document import Document
from crossdock.registry.model.location import Place


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads: the document, the place and the data there."""

    document: Document
    place: Place
    data: object


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reference leads nowhere. `rule` is the id of the finding it becomes: `reference-unresolved`, `reference-outside`,
    `reference-remote` or `reference-cycle`; `fix` says how to mend it.
    """

    rule: str
    message: str
    fix: str


class Resolver:
    """Resolves references written in the files of one state of the registry; each document is read once.

    `load` returns the document at a path below the registry root, `None` when there is none there; `claim` returns the path below the
    root that a remote address (without fragment) leads to when a contract claims it, else `None`.
    """

    def __init__(self, load: Callable[[str], Document | None], claim: Callable[[str], str | None]) -> None:
        self.load = load
        self.claim = claim

    def resolve(self, reference: str, place: Place) -> Target | Refusal:
        """Resolve `reference` as written at `place`."""
        raise NotImplementedError
