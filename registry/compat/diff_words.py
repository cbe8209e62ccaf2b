"""Tells what changed about an operation that only people and generators read: its id, its tags, that it is in use again."""

from collections.abc import Iterator

from crossdock.registry.compat.diff_payloads import mirrored
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Operation
from crossdock.registry.model.location import Side

_NAMED_BY_ADDRESS = ("send", "receive", "provides", "accepts")  # their ids pair them: another id is another operation


def diff_words(base: Operation, revision: Operation) -> Iterator[Change]:
    """Yield the changes of one operation, none of which is on the wire."""
    if base.is_deprecated and not revision.is_deprecated:
        yield _told(ChangeKind.OPERATION_REACTIVATED, base, revision, "deprecated", before=True)
    if base.action not in _NAMED_BY_ADDRESS and base.id != revision.id:
        yield _told(ChangeKind.OPERATION_ID_CHANGED, base, revision, "operationId", base.id, revision.id)
    for tag in dict.fromkeys(base.tags):
        if tag not in revision.tags:
            yield _told(ChangeKind.TAG_REMOVED, base, revision, "tags", before=tag)
    for tag in dict.fromkeys(revision.tags):
        if tag not in base.tags:
            yield _told(ChangeKind.TAG_ADDED, base, revision, "tags", after=tag)


def _told(
    kind: ChangeKind,
    base: Operation,
    revision: Operation,
    keyword: str,
    before: object = None,
    after: object = None,
) -> Change:
    places = (revision.place.child(keyword), mirrored(base.place.child(keyword), Side.BASE))
    return Change(kind, None, revision.key, *places, before, after, keyword, revision.key)
