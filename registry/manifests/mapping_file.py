"""`mapping.yaml`: how the fields of one contract's payload fill another's."""

from collections.abc import Iterator

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests import problems
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.manifests.scalars import AnyText, PartReference, Pointer, Prose, Text
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.mapping import CodeTable, Condition, Conversion, Mapping, MappingRule, Part

_ORIGINS = ("from", "value", "concat", "each")


class ConvertFields(Fields):
    """From one unit or notation to another."""

    from_: Text = Field(alias="from", description="The unit or notation of the source: `lb`, `date:%d.%m.%Y`.")
    to: Text = Field(description="The unit or notation of the target: `kg`, `date-time`.")
    round: int | None = Field(None, ge=0, description="How many decimal places remain.")
    zone: Text | None = Field(None, description="The IANA time zone of times that state none: `America/Los_Angeles`.")

    def lower(self) -> Conversion:
        """Return the model value."""
        return Conversion(self.from_, self.to, self.round, self.zone)


class WhenFields(Fields):
    """When the rule applies."""

    present: Pointer | None = Field(None, description="The source has this field.")
    absent: Pointer | None = Field(None, description="The source does not have this field.")
    field: Pointer | None = Field(None, description="This field of the source holds one of `in`.")
    in_: list[object] | None = Field(None, alias="in", min_length=1, description="The values that `field` may hold.")

    def lower(self) -> Condition:
        """Return the model value."""
        return Condition(self.present, self.absent, self.field, tuple(self.in_ or ()))


class RuleFields(Fields):
    """Fills one place of the target, from exactly one of `from`, `value`, `concat` and `each`."""

    to: Pointer = Field(description="The place in the target: `/weight/value`.")
    from_: Pointer | None = Field(None, alias="from", description="The field of the source: `/WGT`.")
    value: object = Field(None, description="A constant.")
    concat: list[AnyText] | None = Field(
        None,
        min_length=1,
        description='Texts in a row; what starts with `/` is a field of the source: `[/CARR, " ", /SVC]`.',
    )
    each: Pointer | None = Field(
        None, description="An array of the source; `rules` fill one element of the target for each of its elements."
    )
    rules: "list[RuleFields] | None" = Field(
        None, min_length=1, description="With `each`: rules whose pointers start at the element."
    )
    table: Text | None = Field(None, description="The code table that the value is looked up in.")
    convert: ConvertFields | None = Field(None, description="A conversion of unit or notation.")
    when: WhenFields | None = Field(None, description="When the rule applies; always unless stated.")

    def origins(self) -> tuple[str, ...]:
        """Return which fields say where the value comes from."""
        written = {"from" if name == "from_" else name for name in self.model_fields_set}
        return tuple(name for name in _ORIGINS if name in written)

    def lower(self, pointer: str) -> MappingRule:
        """Return the model value."""
        return MappingRule(
            target=self.to,
            pointer=pointer,
            source=self.from_,
            value=self.value,
            has_value="value" in self.model_fields_set,
            concat=tuple(Part(text) if text.startswith("/") else Part(None, text) for text in self.concat or ()),
            each=self.each,
            rules=tuple(rule.lower(f"{pointer}/rules/{index}") for index, rule in enumerate(self.rules or ())),
            table=self.table,
            conversion=self.convert.lower() if self.convert else None,
            condition=self.when.lower() if self.when else None,
        )


class CodeTableFields(Fields):
    """A look-up."""

    codes: dict[str, object] = Field(description="The source's code: the target's value.")
    default: object = Field(
        None, description="What becomes of a code that is not listed: `error` (unless stated), null, or a value."
    )

    def lower(self, name: str) -> CodeTable:
        """Return the model value."""
        refuses = "default" not in self.model_fields_set or self.default == "error"
        return CodeTable(
            name,
            tuple(sorted(self.codes.items(), key=lambda item: item[0])),
            refuses,
            None if refuses else self.default,
        )


class MappingFields(Fields):
    """How the fields of one contract's payload fill another's."""

    title: Text = Field(description="What people call it.")
    description: Prose | None = Field(None, description="What it is for, in Markdown.")
    source: PartReference = Field(
        description="The contract that is read, with `#` for a part of it: `wms-west/shipment-export@1`."
    )
    source_schema: Text | None = Field(
        None, description="Which message, component schema or record of it; null is its own schema."
    )
    target: PartReference = Field(description="The contract that is filled: `canonical/shipment@1`.")
    target_schema: Text | None = Field(
        None, description="Which message, component schema or record of it; null is its own schema."
    )
    tables: dict[str, CodeTableFields] | None = Field(None, description="Look-ups by name.")
    rules: list[RuleFields] = Field(min_length=1, description="What fills each place of the target.")


def read_mapping(document: Document) -> tuple[Mapping | None, tuple[Finding, ...]]:
    """Read a mapping; `None` when something required is missing or broken."""
    if not document.is_readable:
        return None, document.findings
    origin = Origin(document.path)
    reading = read_fields(MappingFields, document.data, origin)
    findings = document.findings + reading.findings
    fields = reading.fields
    if fields is None:
        return None, findings
    unclear = tuple(_judge_rules(fields.rules, "/rules", origin))
    return (None if unclear else _lower(fields)), findings + unclear


def _lower(fields: MappingFields) -> Mapping:
    return Mapping(
        title=fields.title,
        source=fields.source,
        target=fields.target,
        rules=tuple(rule.lower(f"/rules/{index}") for index, rule in enumerate(fields.rules)),
        source_schema=fields.source_schema,
        target_schema=fields.target_schema,
        tables=tuple(table.lower(name) for name, table in sorted((fields.tables or {}).items())),
        description=fields.description or "",
    )


def _judge_rules(rules: list[RuleFields], at: str, origin: Origin) -> Iterator[Finding]:
    """Yield the rules whose value has no origin, or several, and `rules` without `each`."""
    for index, rule in enumerate(rules):
        pointer = f"{at}/{index}"
        message = _unclear(rule)
        if message:
            problem = problems.RULE_UNCLEAR
            yield Finding(
                problem.id, problem.severity, message, origin.place(pointer), why=problem.why, fix=problem.fix
            )
        yield from _judge_rules(rule.rules or [], f"{pointer}/rules", origin)


def _unclear(rule: RuleFields) -> str:
    origins = rule.origins()
    if not origins:
        return f"the rule for `{rule.to}` does not say where its value comes from"
    if len(origins) > 1:
        return f"the rule for `{rule.to}` has {' and '.join(f'`{name}`' for name in origins)}"
    if bool(rule.rules) != (origins[0] == "each"):
        return f"the rule for `{rule.to}` has " + ("`rules` without `each`" if rule.rules else "`each` without `rules`")
    return ""
