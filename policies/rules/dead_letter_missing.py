"""Policy: nothing says where a message goes that cannot be delivered."""

import re
from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy

# a channel for what could not be delivered needs none of its own
_DEAD_LETTER = re.compile(r"dead[-_. ]?letter|(?:^|[-_./])(?:dlq|dlx|dlt)(?:$|[-_./])", re.IGNORECASE)


@policy("dead-letter-missing", Severity.WARNING, scope=Scope(kinds=(Kind.EVENT, Kind.FILE), states=STANDING), since=2)
def dead_letter_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """An event or file does not say where it goes when it cannot be delivered; a dead letter channel itself is the end.

    Why: after the last attempt it is either lost or blocks all that follows it, and nobody sees which.
    Fix: State `semantics.dead_letter`: the channel or folder where such messages wait and are looked at.
    Source: Enterprise Integration Patterns, Dead Letter Channel.
    Bad:
        semantics: {delivery: at-least-once}
    Good:
        semantics: {delivery: at-least-once, dead_letter: platform.deadletters.wms}
    """
    semantics = contract.semantics
    if (
        semantics.dead_letter is None
        and semantics.delivery != "at-most-once"
        and not _is_dead_letter(contract, landscape)
    ):
        yield Violation(f"`{contract.key}` does not say where a message goes that fails", "/semantics/dead_letter")


def _is_dead_letter(contract: Contract, landscape: Landscape) -> bool:
    interface = landscape.interface(contract)
    addresses = [operation.address for operation in interface.operations] if interface is not None else []
    return bool(_DEAD_LETTER.search(contract.name)) or any(_DEAD_LETTER.search(address) for address in addresses)


POLICY = dead_letter_missing
