"""Rules about waivers themselves."""

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.rule import Rule

_SOURCE = "Crossdock, docs/policies.md, waivers"

EXPIRED = Rule(
    "waiver-expired",
    Severity.ERROR,
    "A waiver has ended.",
    why="What it excused counts again.",
    fix="Mend what it excused and remove the waiver, or have it granted again with a new end.",
    source=_SOURCE,
)
EXPIRES_SOON = Rule(
    "waiver-expires-soon",
    Severity.WARNING,
    "A waiver ends within the days of notice.",
    why="On the day after its end what it excuses fails the scheduled check of everything.",
    fix="Mend what it excuses before that day, or have it granted again with a new end.",
    source=_SOURCE,
)
TOO_LONG = Rule(
    "waiver-too-long",
    Severity.ERROR,
    "A waiver holds longer than the registry allows.",
    why="An exception that nobody looks at again is a rule that does not hold.",
    fix="End it earlier and grant it again then, or raise `waivers: {longest_days: …}` in crossdock.yaml.",
    source=_SOURCE,
)
UNUSED = Rule(
    "waiver-unused",
    Severity.WARNING,
    "A waiver covers nothing.",
    why="It would excuse the next break of that kind without anyone having decided so.",
    fix="Remove it.",
    source=_SOURCE,
)
RULE_UNKNOWN = Rule(
    "waiver-rule-unknown",
    Severity.ERROR,
    "A waiver names a rule that does not exist.",
    why="It excuses nothing, and whoever wrote it believes that it does.",
    fix="Name the rule as reports do, between the brackets; `crossdock explain` lists all.",
    source=_SOURCE,
)
CONTRACT_UNKNOWN = Rule(
    "waiver-contract-unknown",
    Severity.ERROR,
    "A waiver names a contract that does not exist.",
    why="It excuses nothing, and whoever wrote it believes that it does.",
    fix="Name a contract line (`erp/order-api@1`), a glob over them (`erp/*`), a system (`erp`), or a file that belongs to no contract.",
    source=_SOURCE,
)
RULES = (EXPIRED, EXPIRES_SOON, TOO_LONG, UNUSED, RULE_UNKNOWN, CONTRACT_UNKNOWN)
