"""What can be wrong with a ruleset."""

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.rule import Rule

_SOURCE = "Spectral ruleset format, docs/policies.md"
INVALID = Rule(
    "ruleset-invalid",
    Severity.ERROR,
    "A ruleset cannot be read.",
    why="A rule that is not understood is a rule that is not kept.",
    fix="Write it as docs/policies.md shows.",
    source=_SOURCE,
)
UNSUPPORTED = Rule(
    "ruleset-unsupported",
    Severity.ERROR,
    "A ruleset asks for something that is not built.",
    why="Passing over a rule in silence would make the check look greener than it is.",
    fix="Write the rule with what docs/policies.md lists, or turn it off by name.",
    source=_SOURCE,
)
