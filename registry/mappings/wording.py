"""A mapping in words, field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossdock.registry.model.mapping import CodeTable, Condition, Conversion, Mapping, MappingRule
from crossdock.registry.model.mapping_runtime import text_of


@dataclass(frozen=True, slots=True)
class Line:
    """What fills one place of the target, in words. Pointers inside `each` start with that of the array and `/*`."""

    target: str
    origin: str
    means: str
    condition: str


def explain_mapping(mapping: Mapping) -> tuple[Line, ...]:
    """Return a line for each place that a mapping fills, in the order of the file."""
    return tuple(_explain(mapping, mapping.rules, "", ""))


def _explain(mapping: Mapping, rules: Sequence[MappingRule], source: str, target: str) -> Iterator[Line]:
    for rule in rules:
        if rule.each is not None:
            yield Line(target + rule.target, source + rule.each, "each element", _condition(rule.condition, source))
            yield from _explain(mapping, rule.rules, f"{source}{rule.each}/*", f"{target}{rule.target}/*")
            continue
        table = mapping.find_table(rule.table) if rule.table is not None else None
        means = [_conversion(rule.conversion), _table(table)]
        text = ", then ".join(part for part in means if part)
        yield Line(target + rule.target, _origin(rule, source), text, _condition(rule.condition, source))


def _origin(rule: MappingRule, prefix: str) -> str:
    if rule.has_value:
        return "always " + ("null" if rule.value is None else f"`{text_of(rule.value)}`")
    if rule.concat:
        parts = [prefix + part.field if part.field is not None else f'"{part.text}"' for part in rule.concat]
        return " + ".join(parts)
    return prefix + (rule.source or "")


def _conversion(conversion: Conversion | None) -> str:
    if conversion is None:
        return ""
    places = "" if conversion.round is None else f", {conversion.round} decimal places"
    zone = f", times of {conversion.zone}" if conversion.zone else ""
    return f"{conversion.source} to {conversion.target}{places}{zone}"


def _table(table: CodeTable | None) -> str:
    if table is None:
        return ""
    codes = ", ".join(f"{code} → {'null' if value is None else text_of(value)}" for code, value in table.codes)
    default = "null" if table.default is None else f"`{text_of(table.default)}`"
    rest = "others are refused" if table.refuses_unlisted else f"others become {default}"
    return f"table `{table.name}` ({codes}; {rest})"


def _condition(condition: Condition | None, prefix: str) -> str:
    if condition is None:
        return ""
    parts = [f"{prefix}{condition.present} is there"] if condition.present is not None else []
    parts += [f"{prefix}{condition.absent} is absent"] if condition.absent is not None else []
    if condition.field is not None:
        parts.append(f"{prefix}{condition.field} is {' or '.join(f'`{text_of(each)}`' for each in condition.one_of)}")
    return " and ".join(parts)
