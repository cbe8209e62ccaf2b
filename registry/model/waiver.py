"""A waiver: a dated, reasoned exception from a rule."""

from dataclasses import dataclass
from datetime import date

from crossdock.registry.model.location import Place


@dataclass(frozen=True, slots=True)
class Waiver:
    """Excuses what a rule finds in a contract until a day (UTC), that day included.

    `contract` is a contract, a glob over contracts, or a system; `pointer` a glob over the place, `None` for everywhere.
    `place` is where the waiver stands.
    """

    rule: str
    contract: str
    reason: str
    owner: str
    expires: date
    place: Place
    pointer: str | None = None
    approver: str | None = None
    ticket: str | None = None
    created: date | None = None

    def has_expired(self, today: date) -> bool:
        """Whether it no longer excuses anything."""
        return self.expires < today
