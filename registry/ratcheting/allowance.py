"""How many findings of a rule a contract may have: what the ratchet says, in the change that brings it and after."""

from dataclasses import dataclass

from crossdock.registry.check import trusts_base_only
from crossdock.registry.model.ratchet import Ratchet
from crossdock.registry.profiles import is_information
from crossdock.registry.ratcheting.counting import load_ratchet
from crossdock.registry.ratcheting.moved import find_former, is_in
from crossdock.registry.revision import Revision


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a name may have of a rule. `number` is `None` where nothing was counted.

    `former` is what the contract was called before it moved. `is_fresh` says that the base has it under neither name, `is_kept` that
    the number is the base's, of another name.
    """

    number: int | None
    former: str | None = None
    is_fresh: bool = False
    is_kept: bool = False


def allow(ratchet: Ratchet, rule: str, *names: str | None) -> int | None:
    """Return what a ratchet allows of a rule under the first of the names that it knows; `None` where it counted none of them.

    A rule that it does not list was not counted, nor was one that only informs in the profile that a contract had.
    """
    if rule not in ratchet.numbers:
        return None
    for name in filter(None, names):
        listed = ratchet.listed(rule, name)
        if listed is not None:
            return listed
        if ratchet.counted is not None and name in ratchet.counted:
            return None if is_information(rule, ratchet.counted[name]) else 0
    return 0 if ratchet.counted is None else None


class Allowances:
    """What may stand in a state of the registry: the base's numbers for what the base has, the state's own for what is new."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self._own = load_ratchet(revision)[0]
        self._before = load_ratchet(revision.base)[0] if revision.base is not None else None
        self._formers: dict[str, str | None] = {}

    def find(self, rule: str, name: str, number: int, new: int) -> Allowance:
        """Return what a name may have of a rule of which it has `number`, `new` of them brought by the change."""
        if not any(ratchet is not None and rule in ratchet.numbers for ratchet in (self._own, self._before)):
            return Allowance(None)
        former = self.former(name)
        base = self._revision.base
        if base is None:
            return Allowance(self._of(self._own, rule, name, former), former)
        if former is None and not is_in(base, name):
            return Allowance(self._of_fresh(rule, name), is_fresh=True)
        before = self._of(self._before, rule, former or name)
        is_kept = former is not None and before is not None
        if former is None and before is None and self._before is not None and rule in self._before.numbers:
            before = number - new  # it was never counted; what stood may stand
        own = self._of(self._own, rule, name, former)
        least = min((each for each in (before, own) if each is not None), default=None)
        return Allowance(least, former, is_kept=is_kept)

    def former(self, name: str) -> str | None:
        """Return what a contract was called before it moved, `None` when it did not."""
        if name not in self._formers:
            self._formers[name] = find_former(self._revision, name)
        return self._formers[name]

    def _of_fresh(self, rule: str, name: str) -> int | None:
        """Return what is written for a contract that the base does not have; where only the base is trusted, what it says."""
        ratchet = self._before if trusts_base_only(self._revision) else self._own
        return ratchet.listed(rule, name) if ratchet is not None else None

    @staticmethod
    def _of(ratchet: Ratchet | None, rule: str, *names: str | None) -> int | None:
        return allow(ratchet, rule, *names) if ratchet is not None else None
