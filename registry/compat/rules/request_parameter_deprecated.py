"""Compatibility rule: a parameter or header is marked as deprecated."""

from crossdock.registry.compat.conditions import is_parameter
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.model.change import Change, ChangeKind


@compat_rule("request-parameter-deprecated", on=ChangeKind.OPERATION_DEPRECATED, when=is_parameter, breaks=False)
def request_parameter_deprecated(change: Change) -> str:
    """A parameter or header is marked as deprecated.

    Why: Callers should stop relying on it before it goes.
    Fix: Say in the description what takes its place.
    Source: OpenAPI 3.1.1, section 4.8.12 (`deprecated`).
    """
    return f"`{change.subject}` of `{change.operation}` was deprecated"


RULES = (request_parameter_deprecated,)
