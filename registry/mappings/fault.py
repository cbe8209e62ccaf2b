"""What is wrong with a mapping, before it is a finding."""

from dataclasses import dataclass

from crossdock.registry.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Fault:
    """The rule that speaks, a sentence, where in `mapping.yaml`, how to mend it (empty: as the rule says)."""

    rule: Rule
    message: str
    pointer: str
    fix: str = ""
