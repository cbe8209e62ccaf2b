"""Which operations change state each time they are sent."""

import re

from crossdock.registry.model.interface import Interface, Operation, Role

MERGE = "application/merge-patch+json"  # RFC 7396: applying it twice leaves what applying it once leaves
# the last word of a path, or the custom verb after a colon, of a POST that asks and changes nothing
_ASKS = re.compile(
    r"(?:^|[/:_.-])(?:search(?:es)?|query|queries|lookups?|find|filter|validate|validations?|calculate|calculations?|estimates?"
    r"|simulate|simulations?|preview|graphql|token)$",
    re.IGNORECASE,
)


def changing_operations(interface: Interface | None) -> tuple[Operation, ...]:
    """Return the operations of an API that are not idempotent: POST and PATCH (RFC 9110, section 9.2.2; RFC 5789, section 2).

    A merge patch is idempotent, and a POST to `/orders/search` asks.
    """
    operations = interface.operations if interface is not None else ()
    return tuple(each for each in operations if _is_repeating(each))


def _is_repeating(operation: Operation) -> bool:
    action = operation.action.lower()
    if action == "patch":
        bodies = [payload.media_type for payload in operation.payloads if payload.role is Role.REQUEST]
        return not bodies or any(body != MERGE for body in bodies)
    return action == "post" and not _ASKS.search(operation.address)
