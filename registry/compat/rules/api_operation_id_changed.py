"""Compatibility rule: the id of an operation changes."""

from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("api-operation-id-changed", on=ChangeKind.OPERATION_ID_CHANGED, breaks=False)
def api_operation_id_changed(change: Change) -> str:
    """The id of an operation changes.

    Why: The id is not on the wire, but generators name functions by it, and links refer to it.
    Fix: Keep the id where clients are generated.
    Source: OpenAPI 3.1.1, section 4.8.10 (`operationId`).
    """
    return f"id of `{change.subject}` {turned(change)}"


RULES = (api_operation_id_changed,)
