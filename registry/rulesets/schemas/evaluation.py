"""Looks at a value with a schema, keyword by keyword, as Ajv 8 does: in its order, and stopping where it stops.

Source: the behaviour of Ajv 8 without strict mode, and JSON Schema, drafts 4 to 2020-12.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.schemas.applicators import APPLICATORS
from crossdock.registry.rulesets.schemas.assertions import ASSERTIONS
from crossdock.registry.rulesets.schemas.error import SchemaError
from crossdock.registry.rulesets.schemas.evaluated import Evaluated
from crossdock.registry.rulesets.schemas.order import Group, groups_of, names_of
from crossdock.registry.rulesets.schemas.own_messages import put_messages
from crossdock.registry.rulesets.schemas.resources import Resources
from crossdock.registry.rulesets.schemas.values import is_of_type, texts_of

MAX_STEPS = 200_000  # subschemas that are looked at for one value
MAX_DEPTH = 100  # references and subschemas inside each other


class TooManySteps(Exception):
    """A schema that asks for more work on a value than is allowed."""


class _Stop(Exception):
    """The first error was found, and no other one is asked for."""


@dataclass(frozen=True, slots=True)
class Mode:
    """How a subschema is looked at.

    `is_all`: all errors are told. `is_composite`: inside of a keyword that can do without this one, so that an error ends nothing.
    `base` is the address of the resource that references are relative to, `dynamic` are those that led here, outermost first.
    """

    is_all: bool
    base: str
    dynamic: tuple[str, ...]
    is_composite: bool = False
    depth: int = 0


def find_errors(
    resources: Resources, dialect: Dialect, value: object, *, is_all: bool, limit: int = MAX_STEPS
) -> list[SchemaError]:
    """Return what a schema has against a value: all errors or the first one, with what led to it. Raises TooManySteps."""
    evaluation = Evaluation(resources, dialect, limit)
    base = resources.start
    evaluation.call(resources.root, value, "", Mode(is_all, base, (base,)))
    return evaluation.errors


class Evaluation:
    """One value and one schema; `errors` are those found up to now."""

    def __init__(self, resources: Resources, dialect: Dialect, limit: int) -> None:
        self.resources = resources
        self._limit = limit
        self.dialect = dialect
        self.errors: list[SchemaError] = []
        self._groups = groups_of(dialect)
        self._names = names_of(dialect)
        self._steps = 0
        self._start: object = None  # the schema that stands by itself, in which we are

    def call(self, schema: object, value: object, pointer: str, mode: Mode) -> Evaluated:
        """Look at a value with a schema that stands by itself: its first error ends it, and no more."""
        before, self.errors = self.errors, []
        around, self._start = self._start, schema
        evaluated = Evaluated()
        with suppress(_Stop):
            evaluated = self.run(schema, value, pointer, replace(mode, is_composite=False))
        self.errors, self._start = before + self.errors, around
        return evaluated

    def refer(self, reference: str, value: object, pointer: str, mode: Mode, *, is_dynamic: bool = False) -> Evaluated:
        """Look at a value with the schema that a reference means; one that leads nowhere has nothing against it."""
        found = self.resources.find(reference, mode.base, mode.dynamic if is_dynamic else ())
        if found is None:
            return Evaluated()
        inside = replace(mode, base=found.base, dynamic=(*mode.dynamic, found.base))
        before = len(self.errors)
        look = self.run if self.resources.is_inlined(found.schema) else self.call
        evaluated = look(found.schema, value, pointer, inside)
        self.errors[before:] = [replace(error, is_referred=True) for error in self.errors[before:]]
        return evaluated

    def run(self, schema: object, value: object, pointer: str, mode: Mode) -> Evaluated:
        """Look at a value with a schema; what is wrong is added to the errors."""
        self._steps += 1
        if self._steps > self._limit or mode.depth > MAX_DEPTH:
            raise TooManySteps
        evaluated = Evaluated()
        if schema is False:
            self.fail(pointer, "false schema", "boolean schema is false", mode, schema)
        if not isinstance(schema, Mapping) or self.is_always_valid(schema):
            return evaluated
        address = self.resources.address_of(schema, mode.base)
        inside = replace(mode, depth=mode.depth + 1)
        if address != mode.base:
            inside = replace(inside, base=address, dynamic=(*mode.dynamic, address))
        self._look(schema, value, pointer, inside, evaluated)
        return evaluated

    def _look(
        self, schema: Mapping[str, object], value: object, pointer: str, mode: Mode, evaluated: Evaluated
    ) -> None:
        before = len(self.errors)
        types = self._types_of(schema)
        is_late = len(types) == 1 and any(group.type == types[0] and _is_used(group, schema) for group in self._groups)
        if types and not is_late and not any(is_of_type(value, name) for name in types):
            self._fail_type(schema, pointer, mode)
        for group in self._groups:
            if not _is_used(group, schema):
                continue
            if group.type is None or is_of_type(value, group.type):
                self._look_at_group(group, schema, value, pointer, mode, evaluated)
            elif is_late and types[0] == group.type:
                self._fail_type(schema, pointer, mode)
            if not mode.is_all and len(self.errors) > before:
                return
        if mode.is_all and "errorMessage" in schema:
            self.errors[before:] = put_messages(schema, pointer, self.errors[before:], is_start=schema is self._start)

    def _look_at_group(
        self, group: Group, schema: Mapping[str, object], value: object, pointer: str, mode: Mode, evaluated: Evaluated
    ) -> None:
        before = len(self.errors)
        for keyword in group.keywords:
            if keyword not in schema:
                continue
            if keyword in ASSERTIONS:
                for message, params in ASSERTIONS[keyword](schema, value, self.dialect):
                    self.fail(pointer, keyword, message, mode, schema, params)
                    if not mode.is_all:
                        return
            elif keyword in APPLICATORS:
                APPLICATORS[keyword](self, schema, value, pointer, mode, evaluated)
            if not mode.is_all and len(self.errors) > before:
                return

    def fail(
        self,
        pointer: str,
        keyword: str,
        message: str,
        mode: Mode,
        schema: object,
        params: Mapping[str, object] | None = None,
        *,
        is_extra: bool = False,
    ) -> None:
        """Add an error, and end the schema where no other error is asked for; `is_extra` keeps those that led to it."""
        error = SchemaError(pointer, keyword, message, params or {}, schema)
        if mode.is_all or mode.is_composite:
            self.errors.append(error)
            return
        self.errors = [*self.errors, error] if is_extra else [error]
        raise _Stop

    def is_always_valid(self, schema: object) -> bool:
        """Whether a schema accepts everything, as far as its keywords tell."""
        return schema is True or (isinstance(schema, Mapping) and self._names.isdisjoint(schema))

    def _types_of(self, schema: Mapping[str, object]) -> list[str]:
        stated = schema.get("type")
        types = [stated] if isinstance(stated, str) else texts_of(stated)
        return [*types, "null"] if schema.get("nullable") is True and types and "null" not in types else types

    def _fail_type(self, schema: Mapping[str, object], pointer: str, mode: Mode) -> None:
        stated = schema.get("type")
        wanted = ",".join(texts_of(stated)) if isinstance(stated, list) else stated
        self.fail(pointer, "type", f"must be {wanted}", mode, schema)


def _is_used(group: Group, schema: Mapping[str, object]) -> bool:
    return any(keyword in schema for keyword in group.keywords)
