"""Compatibility rule: the default of a parameter changes."""

from crossdock.registry.compat.conditions import is_parameter
from crossdock.registry.compat.rule import compat_rule
from crossdock.registry.compat.wording import turned
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position


@compat_rule(
    "request-parameter-default-value-changed",
    on=ChangeKind.DEFAULT_CHANGED,
    position=Position.INPUT,
    when=is_parameter,
    breaks=False,
    severity=Severity.WARNING,
    twin="The same change of a parameter that the owner sends is told by the rule for values.",
)
def request_parameter_default_value_changed(change: Change) -> str:
    """The default of a parameter changes.

    Why: The same calls are accepted, but whoever leaves the parameter out gets another result.
    Fix: Keep the default, or tell callers to state the value.
    Source: JSON Schema 2020-12 validation, section 9.2 (`default`).
    """
    return f"default of parameter `{change.subject}` {turned(change)}"


RULES = (request_parameter_default_value_changed,)
