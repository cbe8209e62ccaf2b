"""Turns schemas into models and named types: `annotate` gives the type of a schema and remembers what it needs."""

from collections.abc import Iterable

from crossdock.generators.python_client.code import AliasCode, FieldCode, ModelCode, call
from crossdock.generators.python_client.definition_names import suggest_class
from crossdock.generators.python_client.expressions import (
    ORDER,
    base_of_values,
    exploded,
    names_in,
    scalar,
    split_union,
    union,
)
from crossdock.generators.python_client.limits import list_limits
from crossdock.generators.python_client.literals import Code, docstring, literal, quote
from crossdock.generators.python_client.names import Namespace, to_class, to_snake, to_wire
from crossdock.generators.python_client.peel import Key, key_of, peel
from crossdock.generators.python_client.positions import Usage, is_hidden
from crossdock.generators.python_client.shape import Shape
from crossdock.generators.python_client.tags import find_tags
from crossdock.registry.model.interface import Position, Schema


class Modeller:
    """The definitions of one package. `classes` and `aliases` are complete after `finish`."""

    def __init__(self, components: Iterable[tuple[str, Schema]], usage: Usage) -> None:
        self.classes: dict[str, ModelCode] = {}
        self.aliases: dict[str, AliasCode] = {}
        self.fields: dict[str, dict[str, tuple[str, str]]] = {}  # class → wire name → (name, type without limits)
        self._usage = usage
        self._names: dict[tuple[Key, Position | None], str] = {}
        self._taken = Namespace()
        self._waiting: list[tuple[str, Shape, Position]] = []
        self._open: set[str] = set()
        self._wishes: dict[Key, str] = {}
        self._shapes: dict[str, Shape] = {}
        for name, schema in components:
            if isinstance(schema.data, dict):
                self._wishes.setdefault(key_of(peel(schema)[0]), name)

    @property
    def names(self) -> set[str]:
        """The names of all definitions so far."""
        return set(self._names.values())

    def finish(self) -> None:
        """Make the bodies of all classes that were asked for; they may ask for more."""
        while self._waiting:
            name, shape, position = self._waiting.pop(0)
            self.classes[name] = self._model(name, shape, position)

    def annotate(self, schema: Schema, hint: str, position: Position, *, is_bare: bool = False) -> str:
        """Return the type of a schema as an expression over the names of this package; a bare one has no limits of its own."""
        inner, is_nullable = peel(schema)
        shape = self._usage.shape(inner)
        is_named = inner is not schema or key_of(inner) in self._wishes
        base = self._base(inner, shape, hint, position, is_named=is_named, is_bare=is_bare)
        return union([base, "None"] if is_nullable or shape.is_nullable else [base])

    def _base(
        self, schema: Schema, shape: Shape, hint: str, position: Position, *, is_named: bool, is_bare: bool
    ) -> str:
        is_class = shape.is_object and not shape.branches and shape.values is None
        is_alias = bool(shape.values or shape.branches) or (is_named and _is_worth_a_name(shape))
        if not is_class and not is_alias:
            plain = self._plain(shape, hint, position, is_bare=is_bare)
            if "Field(" not in plain or len(plain) <= _SHORT:
                return plain
            is_alias = True
        key = key_of(schema)
        known = (key, position if self._usage.differs(key) else None)
        name = self._names.get(known)
        if name is not None:
            return "Any" if name in self._open else name
        wish = to_class(self._wishes.get(key) or (suggest_class(schema.place) if is_named else hint))
        is_input = known[1] is Position.INPUT
        name = self._names[known] = self._taken.claim(f"{wish}Input" if is_input else wish)
        if is_class:
            self._waiting.append((name, shape, position))
            self._shapes[name] = shape
        else:
            self._define(name, shape, position)
        return name

    def _plain(self, shape: Shape, hint: str, position: Position, *, is_bare: bool) -> str:
        types = shape.types or (
            ("object",) if shape.properties or shape.additional else ("array",) if shape.items else ()
        )
        parts = []
        for name in sorted(types, key=ORDER.index):
            if name == "array":
                inner = self.annotate(shape.items, f"{hint}Item", position, is_bare=is_bare) if shape.items else "Any"
                parts.append(_limit(f"list[{inner}]", [] if is_bare else list_limits(shape.limits)))
            elif name == "object":
                inner = (
                    self.annotate(shape.additional, f"{hint}Value", position, is_bare=is_bare)
                    if shape.additional
                    else "Any"
                )
                parts.append(f"dict[str, {inner}]")
            else:
                parts.append(_limit(*scalar(name, shape, is_bare=is_bare)))
        return union(parts) if parts else "Any"

    def _define(self, name: str, shape: Shape, position: Position) -> None:
        self._open.add(name)
        if shape.values is not None:
            code = _enumeration(shape)
        elif shape.branches:
            code = self._union(name, shape, position)
        else:
            code = _spread(self._plain(shape, name, position, is_bare=False))
        self._open.discard(name)
        self.aliases[name] = AliasCode(
            Code(name), docstring(shape.description, 0, is_short=True), Code(code), self._used_in(code)
        )

    def _used_in(self, code: str) -> frozenset[str]:
        return frozenset(names_in(code) & self.names)

    def _union(self, name: str, shape: Shape, position: Position) -> str:
        parts = [self.annotate(branch, f"{name}{i}", position) for i, branch in enumerate(shape.branches, 1)]
        parts = list(dict.fromkeys(piece for part in parts for piece in split_union(part)))
        if "Any" in parts:
            return "Any"
        tags = find_tags(shape, lambda branch: self.annotate(branch, name, position), self._usage.shape)
        if not tags or any(target not in self._shapes for _, target in tags):
            return exploded("Union", parts, 0) if len(parts) > 1 else parts[0]
        assert shape.discriminator is not None  # noqa: S101 - there are tags
        members = exploded("Union", [*parts, "OpenObject"], 4)
        pairs = [f"{quote(tag)}: {target}" for tag, target in tags]
        mapping = "{\n" + "".join(f"            {pair},\n" for pair in pairs) + "        }"
        chosen = f"by_tag(\n        {quote(shape.discriminator[0])},\n        {mapping},\n    )"
        return f"Annotated[\n    {members},\n    {chosen},\n]"

    def _model(self, name: str, shape: Shape, position: Position) -> ModelCode:
        fields, nullable, taken = [], [], Namespace()
        seen = self.fields.setdefault(name, {})
        for wire, schema in shape.properties.items():
            if is_hidden(schema, position):
                continue
            field_name = taken.claim(to_snake(wire, "field"))
            annotation = self.annotate(schema, name + to_class(wire), position)
            if annotation.endswith("| None") or annotation == "Any":
                nullable.append(quote(wire))
            seen[wire] = (field_name, _without_limits(annotation))
            fields.append(self._field(field_name, wire, annotation, wire in shape.required, _words(schema)))
        doc = docstring(shape.description, 4) or docstring(f"`{name}` of the contract.", 4)
        return ModelCode(Code(name), doc, tuple(fields), tuple(nullable))

    def _field(self, name: str, wire: str, annotation: str, is_required: bool, words: str) -> FieldCode:
        arguments = [] if is_required else ["default=None"]
        if to_wire(name) != wire:
            arguments += [f"validation_alias={quote(wire)}", f"serialization_alias={quote(wire)}"]
        typed = annotation if is_required else union([annotation, "None"])
        if arguments == ["default=None"]:
            line = Code(f"{name}: {typed} = None")
        elif arguments:
            line = call(f"{name}: {typed} = Field", arguments, 4)
        else:
            line = Code(f"{name}: {typed}")
        return FieldCode(line, docstring(words, 4, is_short=True))


_SHORT = 80  # characters of a type that stands in its place


def _words(schema: Schema) -> str:
    data = schema.data
    text = data.get("description") if isinstance(data, dict) else None
    is_deprecated = isinstance(data, dict) and data.get("deprecated") is True
    return ("Deprecated. " if is_deprecated else "") + (text if isinstance(text, str) else "")


def _is_worth_a_name(shape: Shape) -> bool:
    return bool(shape.limits) or shape.types == frozenset(("array",)) or shape.additional is not None


def _limit(annotation: str, limits: list[str]) -> str:
    return f"Annotated[{annotation}, Field({', '.join(limits)})]" if limits else annotation


def _enumeration(shape: Shape) -> str:
    values = [value for value in shape.values or () if isinstance(value, str | int)]
    base = base_of_values(shape)
    if base == "Any" or len(values) != len(shape.values or ()):
        return base
    literals = list(dict.fromkeys(str(literal(value)) for value in values))
    flat = f"Literal[{', '.join(literals)}]"
    if len(flat) <= _SHORT or len(literals) == 1:
        return flat if shape.is_constant else f"{flat} | {base}"
    choices = exploded("Literal", literals, 0 if shape.is_constant else 4)
    return choices if shape.is_constant else exploded("Union", [choices, base], 0)


def _spread(code: str) -> str:
    """Return `Annotated[type, Field(…)]` over several lines, any other expression as it is."""
    if not code.startswith("Annotated[") or len(split_union(code)) > 1:
        return code
    base, _, limits = code.removeprefix("Annotated[").removesuffix(")]").rpartition(", Field(")
    return code if len(code) <= _SHORT else f"Annotated[\n    {base},\n    Field({limits}),\n]"


def _without_limits(code: str) -> str:
    first, *others = split_union(code)
    bare = first.removeprefix("Annotated[").rpartition(", Field(")[0] if first.startswith("Annotated[") else first
    return " | ".join([bare, *others])
