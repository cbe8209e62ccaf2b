"""What can be wrong with a ruleset, and with running it."""

from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule

_SOURCE = "Spectral ruleset format, docs/rulesets.md"
INVALID = Rule(
    "ruleset-invalid",
    Severity.ERROR,
    "A ruleset cannot be read.",
    why="A rule that is not understood is a rule that is not kept.",
    fix="Write it as docs/rulesets.md shows.",
    source=_SOURCE,
)
UNSUPPORTED = Rule(
    "ruleset-unsupported",
    Severity.ERROR,
    "A ruleset asks for something that is not built.",
    why="Passing over a rule in silence would make the check look greener than it is.",
    fix="Write the rule with what docs/rulesets.md lists, or turn it off by name.",
    source=_SOURCE,
)
NEEDS_FUNCTION = Rule(
    "ruleset-function-missing",
    Severity.WARNING,
    "Rules need functions that are written in JavaScript, and do not run.",
    why="Code of a ruleset is never run here; what these rules ask for is not judged, and that must be seen.",
    fix="Install a package that supplies the functions in Python (docs/extending.md), or turn the rules off by name.",
    source=_SOURCE,
)
SCHEMA_OUTSIDE = Rule(
    "ruleset-schema-outside",
    Severity.WARNING,
    "A rule's schema references a file, and is not applied.",
    why="Tools for the format do not read other files for a rule's schema; the rule passes everything, without a word.",
    fix="Write what the reference means into the schema.",
    source=_SOURCE,
)
SCHEMA_WRONG = Rule(
    "ruleset-schema-wrong",
    Severity.WARNING,
    "A rule's schema is none.",
    why="Nothing can keep it: the rule complains of every value that it looks at, here as in tools for the format.",
    fix="Correct the schema.",
    source=_SOURCE,
)
UNUSED = Rule(
    "ruleset-key-unused",
    Severity.WARNING,
    "A rule says something that tools for the format do not read.",
    why="What is written there has no effect, here or elsewhere, though its author meant one.",
    fix="Move it to where the format has it: `message` belongs to the rule.",
    source=_SOURCE,
)
TOO_COSTLY = Rule(
    "ruleset-too-costly",
    Severity.ERROR,
    "A rule asks for more work on one document than is allowed.",
    why="Rulesets and documents come from anybody; what is not finished is not judged, and that must be seen.",
    fix="Narrow the path of the rule: name the parts instead of `..`, and use one `..` a path.",
    source="docs/rulesets.md, limits",
)
FILTER_FAILED = Rule(
    "ruleset-filter-failed",
    Severity.WARNING,
    "A filter of a rule meets a value that it does not expect.",
    why="A member of what is absent or null cannot be read; the filter counts as not fulfilled there.",
    fix="Guard it: `[?(@ && @.schema && @.schema.type)]`.",
    source="ECMA-262, section 13.3.2 (property accessors)",
)


def make_problem(rule: Rule, message: str, place: Place, fix: str = "") -> Finding:
    """Return the finding that something is wrong with a ruleset."""
    return Finding(rule.id, rule.severity, message, place, why=rule.why, fix=fix or rule.fix, anchor=message)
