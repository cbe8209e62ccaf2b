"""The ratchet: how many findings of a rule a contract may have until they are mended."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratchet:
    """What may stand. Names are contract lines, or paths of files of the registry.

    `numbers` is rule → name → how many findings. `counted` is each name that was counted → the profile it had then, `None` when the file
    does not say: then all are taken to be counted.
    """

    numbers: Mapping[str, Mapping[str, int]]
    counted: Mapping[str, str] | None = None

    def listed(self, rule: str, name: str) -> int | None:
        """Return the number that is written for a rule and a name, `None` when there is none."""
        return self.numbers.get(rule, {}).get(name)

    def has_counted(self, name: str) -> bool:
        """Whether a name was counted, whatever was found."""
        return self.counted is None or name in self.counted
