"""What can be wrong with a mapping: the rules."""

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.rule import Rule

_SOURCE = "Crossdock, docs/mappings.md"

CONTRACT_UNKNOWN = Rule(
    "mapping-contract-unknown",
    Severity.ERROR,
    "A mapping names a contract, line or version that does not exist.",
    why="Nothing can be proved of a mapping whose sides are not there, and it cannot be compiled.",
    fix="Correct the name, or add the contract.",
    source=_SOURCE,
)
SCHEMA_UNKNOWN = Rule(
    "mapping-schema-unknown",
    Severity.ERROR,
    "It is not clear which payload of a contract a mapping reads or fills.",
    why="A contract may have several payloads; a mapping is about exactly one of each side.",
    fix="Name the message, component schema or record in `source_schema` or `target_schema`.",
    source=_SOURCE,
)
FIELD_UNKNOWN = Rule(
    "mapping-field-unknown",
    Severity.ERROR,
    "A mapping reads a field that its source does not have.",
    why="The field is never there, so what it should fill stays empty without a word.",
    fix="Correct the pointer; `crossdock show CONTRACT` prints the source.",
    source=_SOURCE,
    bad="- {to: /shipmentId, from: /SHPNR}",
    good="- {to: /shipmentId, from: /SHPNO}",
)
TARGET_UNKNOWN = Rule(
    "mapping-target-unknown",
    Severity.ERROR,
    "A mapping fills a place that its target does not declare.",
    why="Readers of the target do not know the place: it is ignored, or the payload is rejected.",
    fix="Correct the pointer, or add the field to the target first.",
    source=_SOURCE,
)
TARGET_REPEATED = Rule(
    "mapping-target-repeated",
    Severity.ERROR,
    "Two rules always fill the same place, or one fills a place inside what another fills.",
    why="The later rule wins over the earlier one, whose value is lost.",
    fix="Remove one of them, or give them conditions that exclude each other.",
    source=_SOURCE,
)
TYPE_MISMATCH = Rule(
    "mapping-type-mismatch",
    Severity.ERROR,
    "A rule gives a value of a type that its target does not accept.",
    why="Every payload that is filled by the rule is rejected, or changes its meaning on the way.",
    fix="Add the conversion that turns one into the other (`convert: {from: number, to: decimal}`), or read another field.",
    source=_SOURCE,
)
UNIT_MISMATCH = Rule(
    "mapping-unit-mismatch",
    Severity.ERROR,
    "A rule converts from another unit than the source states for the field.",
    why="The number arrives in the right place with the wrong size, which no schema notices.",
    fix="Convert from the unit of the field.",
    source=_SOURCE,
    bad="- {to: /weight, from: /WGT, convert: {from: oz, to: kg}}    # WGT is in lb",
    good="- {to: /weight, from: /WGT, convert: {from: lb, to: kg}}",
)
CONVERSION_UNKNOWN = Rule(
    "mapping-conversion-unknown",
    Severity.ERROR,
    "A conversion names a unit or notation that is not known, or two that do not turn into each other.",
    why="The mapping cannot run.",
    fix="Use a unit or notation of docs/mappings.md.",
    source="Crossdock, docs/mappings.md; UN/ECE Recommendation 20; IANA time zone database",
)
TABLE_UNKNOWN = Rule(
    "mapping-table-unknown",
    Severity.ERROR,
    "A rule looks its value up in a table that the mapping does not have.",
    why="The mapping cannot run.",
    fix="Correct the name, or add the table to `tables`.",
    source=_SOURCE,
)
TABLE_UNUSED = Rule(
    "mapping-table-unused",
    Severity.WARNING,
    "No rule uses a table of the mapping.",
    why="A table that looks alive is maintained, and what people add to it does nothing.",
    fix="Use it in a rule, or remove it.",
    source=_SOURCE,
)
CODE_MISSING = Rule(
    "mapping-code-missing",
    Severity.ERROR,
    "The source may send a code that a table neither lists nor has a default for.",
    why="The first payload with that code stops.",
    fix="Add the code to the table, or state a `default`.",
    source=_SOURCE,
)
CODE_REFUSED = Rule(
    "mapping-code-refused",
    Severity.ERROR,
    "A mapping gives a code that its target does not know.",
    why="Readers of the target reject the payload, or misread it.",
    fix="Give one of the target's codes, or add the code to the target first.",
    source=_SOURCE,
)
CODE_UNKNOWN = Rule(
    "mapping-code-unknown",
    Severity.WARNING,
    "A table or condition lists a code that the source never sends.",
    why="It is a leftover or a misspelling; the code that was meant is not mapped.",
    fix="Correct or remove the code.",
    source=_SOURCE,
)
CONDITION_INCOMPLETE = Rule(
    "mapping-condition-incomplete",
    Severity.ERROR,
    "A condition compares a field with nothing, or values with no field.",
    why="The rule never applies, or always does; neither is what was meant.",
    fix="State both `field` and `in`.",
    source=_SOURCE,
    bad="when: {field: /STS}",
    good='when: {field: /STS, in: ["90"]}',
)
REQUIRED_UNFILLED = Rule(
    "mapping-required-unfilled",
    Severity.ERROR,
    "A required field of the target stays empty for some payload of the source.",
    why="The source promises to send such payloads, and the result is rejected by every reader of the target.",
    fix="Fill it from a field that is always there, or with a constant for the other case (`when: {absent: …}`).",
    source=_SOURCE,
)
RESULT_REJECTED = Rule(
    "mapping-result-rejected",
    Severity.ERROR,
    "What a mapping makes of a payload of the source is rejected by the target.",
    why="The source promises to send such payloads; the result fails at every reader of the target.",
    fix="Convert or look up the value, or agree on narrower promises with the owner of one side.",
    source=_SOURCE,
)
EXAMPLE_REFUSED = Rule(
    "mapping-example-refused",
    Severity.ERROR,
    "A mapping has no answer for an example of its source.",
    why="Examples are what really travels.",
    fix="Add the code or the format that is missing.",
    source=_SOURCE,
)
UNPROVED = Rule(
    "mapping-unproved",
    Severity.WARNING,
    "No payload could be found that a mapping turns into anything.",
    why="A mapping that was never run proves nothing.",
    fix="Add an example to the source contract.",
    source=_SOURCE,
)
RULES = (
    CONTRACT_UNKNOWN, SCHEMA_UNKNOWN, FIELD_UNKNOWN, TARGET_UNKNOWN, TARGET_REPEATED, TYPE_MISMATCH, UNIT_MISMATCH,
    CONVERSION_UNKNOWN, TABLE_UNKNOWN, TABLE_UNUSED, CODE_MISSING, CODE_REFUSED, CODE_UNKNOWN, CONDITION_INCOMPLETE, REQUIRED_UNFILLED,
    RESULT_REJECTED, EXAMPLE_REFUSED, UNPROVED,
)  # fmt: skip
