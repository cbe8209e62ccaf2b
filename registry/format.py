"""What a format is: how documents of one specification are recognised, validated and lowered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.twins import State
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Interface


@dataclass(frozen=True, slots=True)
class Format:
    """One format. A unit is a file in `formats/` whose constant `FORMAT` is one of these.

    `stems` are the document names it answers to in a contract's folder (`openapi` for `openapi.yaml` and `openapi.json`, a name with
    a dot such as `schema.avsc` exactly). `recognises` looks at data only and is cheap. `validate` yields findings with exact places and
    never raises on content; `read_interface` lowers what it can of any readable document and never raises either.
    `read_version` is the version the document states of itself, `None` when it states none. `leave_out_twins` returns two documents
    without the operations that are the same in both, and what only those need; `None` where a format has none to spare.
    """

    name: str
    kinds: tuple[Kind, ...]
    stems: tuple[str, ...]
    recognises: Callable[[object], bool]
    validate: Callable[[Document, Resolver], Iterator[Finding]]
    read_interface: Callable[[Document, Resolver], Interface]
    read_version: Callable[[object], str | None]
    leave_out_twins: Callable[[State, State], tuple[Document, Document]] | None = None


def read_apart(base: State, was: Format, revision: State, now: Format) -> tuple[Interface, Interface]:
    """Return two interfaces for comparing them: operations that are the same in both may be left out of both."""
    documents = (base.document, revision.document)
    if was is now and was.leave_out_twins is not None:
        documents = was.leave_out_twins(base, revision)
    return was.read_interface(documents[0], base.resolver), now.read_interface(documents[1], revision.resolver)
