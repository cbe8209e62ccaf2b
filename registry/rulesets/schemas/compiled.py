"""A schema of a ruleset or a document, checked once, with which many values are looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.schemas.error import SchemaError
from crossdock.registry.rulesets.schemas.evaluation import find_errors
from crossdock.registry.rulesets.schemas.metas import find_meta, metas_of
from crossdock.registry.rulesets.schemas.refusals import find_refusal
from crossdock.registry.rulesets.schemas.resources import Resources

_PASSIVE = ("definitions", "$defs", "const", "enum", "default", "examples", "example")


@dataclass(frozen=True)
class CompiledSchema:
    """A schema in a dialect: 4, 7 (also for 6), 2019-09 or 2020-12."""

    schema: Mapping[str, object]
    dialect: Dialect
    is_all: bool = False

    @cached_property
    def resources(self) -> Resources:
        """Where its references lead."""
        return Resources(self.schema, metas_of(self.dialect), "id" if self.dialect is Dialect.DRAFT4 else "$id")

    @cached_property
    def problem(self) -> str | None:
        """Why it is no schema, in Ajv's words; `None` when it is one."""
        stated = self.schema.get("$schema")
        if stated is not None and not isinstance(stated, str):
            return "$schema must be a string"
        meta = find_meta(stated or None, self.dialect)
        if meta is None:
            return f'no schema with key or ref "{stated}"'
        errors = find_errors(meta, self.dialect, self.schema, is_all=self.is_all)
        texts = [f"data{error.pointer} {error.message}" for error in errors]
        if texts:
            return f"schema is invalid: {', '.join(texts)}"
        return find_refusal(self.schema) if self.lost is None else None

    @cached_property
    def lost(self) -> str | None:
        """The first reference that leads to nothing known; nothing is judged by a schema that has one."""
        return next(self._find_lost(), None)

    def errors(self, value: object) -> list[SchemaError]:
        """Return what it has against a value. Raises TooManySteps."""
        return find_errors(self.resources, self.dialect, value, is_all=self.is_all)

    def _find_lost(self) -> Iterator[str]:
        waiting: list[tuple[object, str]] = [(self.schema, self.resources.start)]
        seen: set[int] = set()
        while waiting:
            schema, base = waiting.pop()
            if id(schema) in seen:
                continue
            seen.add(id(schema))
            if isinstance(schema, list):
                waiting.extend((part, base) for part in schema)
            if not isinstance(schema, Mapping):
                continue
            around = self.resources.address_of(schema, base)
            reference = schema.get("$ref")
            if isinstance(reference, str):
                found = self.resources.find(reference, around)
                if found is None:
                    yield reference
                else:
                    waiting.append((found.schema, found.base))
            waiting.extend((part, around) for name, part in schema.items() if name not in _PASSIVE)
