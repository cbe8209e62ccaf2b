"""Compatibility rule: the way of paging through results changes."""

from crossdock.registry.compat.promise_conditions import is_pagination
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import promise
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("promise-pagination-changed", on=ChangeKind.PROMISE_CHANGED, when=is_pagination, breaks=True)
def promise_pagination_changed(change: Change) -> str:
    """The way of paging through results changes.

    Why: Consumers of the base version ask for the next page the old way.
    Fix: Offer both ways, or start a new line beside this one.
    Source: Crossdock, docs/files.md, contract.yaml (`semantics.pagination`).
    """
    return promise(change)


RULES = (promise_pagination_changed,)
