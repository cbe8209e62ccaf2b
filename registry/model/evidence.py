"""What shows a break, and what is said when nothing could be decided."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Payload:
    """A witness: a value that one side may send and the other side rejects, confirmed by an independent validator.

    `value` is JSON data: the whole request, response body or message. `accepted_by` and `rejected_by` name the versions
    (`2.3.0`, `base`, `revision`); `reason` is the validator's own sentence of why it is rejected, `pointer` where in the value.
    `whole` is the request, response or message that carries the value (`compat/envelope.py`), `None` where nothing is exchanged.
    """

    value: object
    accepted_by: str
    rejected_by: str
    reason: str = ""
    pointer: str = ""
    kind: str = "payload"
    whole: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call or message that was answered and no longer is.

    Of the kind `answer` it was seen on a running system: `before` is what the contract says, `after` what was answered or received.
    """

    sent: str
    before: str
    after: str
    kind: str = "exchange"


@dataclass(frozen=True, slots=True)
class Statement:
    """A promise as the contract stated it before and after; `None` where it said nothing."""

    promise: str
    before: str | None
    after: str | None
    kind: str = "statement"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing could be decided: the keyword or construct that stopped the decision. Never a break, never compatible."""

    reason: str
    kind: str = "unknown"


Evidence = Payload | Exchange | Statement | Unknown
