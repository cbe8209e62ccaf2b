"""Compatibility rule: an answer leads on to one more place."""

from crossdock.registry.compat.binding_conditions import is_new_link
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("response-link-added", on=ChangeKind.BINDING_CHANGED, when=is_new_link, breaks=False)
def response_link_added(change: Change) -> str:
    """A response has a new link.

    Why: Clients may follow it; those of the base version do not know it.
    Fix: Nothing to do.
    Source: OpenAPI 3.1.1, section 4.8.20 (Link Object).
    """
    return f"link `{change.subject.partition(' ')[2]}` was added"


RULES = (response_link_added,)
