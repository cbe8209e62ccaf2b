"""Draws random values near what a schema describes. They need not fit: whoever draws asks a validator."""

from collections.abc import Callable, Iterator, Mapping
from random import Random

from crossdock.registry.compat.sample_pattern import sample_pattern

TYPES = ("object", "array", "string", "integer", "number", "boolean", "null")
DEEPEST = 6
_OF_TYPE = {
    "object": ("properties", "required", "additionalProperties", "patternProperties", "minProperties"),
    "array": ("items", "prefixItems", "additionalItems", "contains", "minItems", "uniqueItems"),
    "string": ("pattern", "minLength", "maxLength"),
    "number": ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"),
}


class Drawer:
    """Draws values for a schema with a seeded generator; `also` is another schema whose values and bounds are worth a try."""

    def __init__(self, schema: object, also: object, seed: str) -> None:
        self.root = schema
        self.random = Random(seed)
        mentioned = list(_mentioned(schema)) + list(_mentioned(also))
        self.values = [value for value, is_size in mentioned if not is_size][:200] or ["a"]
        self.sizes = sorted(
            {size for size, is_size in mentioned if is_size and isinstance(size, int) and 0 <= size <= 60}
        )

    def draw(self) -> object:
        """Return a value, now and then with a part exchanged."""
        value = self.of([self.root], 0)
        return self.spoil(value) if self.random.random() < 0.3 else value

    def of(self, schemas: list[object], depth: int) -> object:
        """Return a value for schemas that hold together."""
        parts = [part for schema in schemas for part in self.flatten(schema, 0)]
        listed = [value for part in parts for value in _listed(part)]
        if listed and self.random.random() < 0.9:
            return self.random.choice(listed)
        wanted = self.type_of(parts)
        if wanted == "object":
            return self.object(parts, depth)
        if wanted == "array":
            return self.array(parts, depth)
        if wanted == "string":
            return self.text(parts)
        if wanted in ("integer", "number"):
            return self.number(parts, is_whole=wanted == "integer")
        return None if wanted == "null" else self.random.random() < 0.5

    def flatten(self, schema: object, steps: int) -> Iterator[Mapping[str, object]]:
        """Yield the parts of a schema that hold together, with one alternative chosen."""
        if not isinstance(schema, Mapping) or steps > 20:
            return
        yield schema
        for keyword in ("allOf", "anyOf", "oneOf"):
            branches = schema.get(keyword)
            if isinstance(branches, list) and branches:
                chosen = branches if keyword == "allOf" else [self.random.choice(branches)]
                for branch in chosen:
                    yield from self.flatten(branch, steps + 1)
        for keyword in ("if", "then", "else"):
            if self.random.random() < 0.5:
                yield from self.flatten(schema.get(keyword), steps + 1)
        for keyword in ("$ref", "$dynamicRef"):
            if isinstance(schema.get(keyword), str):
                yield from self.flatten(self.follow(str(schema[keyword])), steps + 1)

    def follow(self, reference: str) -> object:
        found = self.root
        for token in reference.removeprefix("#").split("/")[1:]:
            name = token.replace("~1", "/").replace("~0", "~").replace("%25", "%")
            if isinstance(found, list):
                found = found[int(name)] if name.isdigit() and int(name) < len(found) else None
            else:
                found = found.get(name) if isinstance(found, Mapping) else None
        return found

    def type_of(self, parts: list[Mapping[str, object]]) -> str:
        stated = [one for part in parts if (one := part.get("type")) is not None]
        named = [name for one in stated for name in (one if isinstance(one, list) else [one])]
        common = [name for name in named if all(name in (one if isinstance(one, list) else [one]) for one in stated)]
        if common or named:
            return str(self.random.choice(common or named))
        hinted = [kind for kind, words in _OF_TYPE.items() if any(word in part for part in parts for word in words)]
        return self.random.choice(hinted if hinted and self.random.random() < 0.8 else TYPES)

    def object(self, parts: list[Mapping[str, object]], depth: int) -> dict[str, object]:
        members: dict[str, list[object]] = {}
        for part in parts:
            named = part.get("properties")
            for name, schema in named.items() if isinstance(named, Mapping) else ():
                members.setdefault(name, []).append(schema)
        required = {name for part in parts for name in _texts(part.get("required"))}
        share = self.random.choice((0.0, 0.3, 0.6, 1.0)) if depth < DEEPEST else 0.0
        made = {}
        for name in (*members, *sorted(required - members.keys())):
            if name in required or self.random.random() < share:
                made[name] = self.of(members.get(name) or [self.rest(parts)], depth + 1)
        if depth < DEEPEST and self.random.random() < 0.4:
            for name in self.other_names(parts):
                made.setdefault(name, self.of([self.rest(parts, name)], depth + 1))
        return made

    def rest(self, parts: list[Mapping[str, object]], name: str | None = None) -> object:
        patterns = [part.get("patternProperties") for part in parts] if name is not None else []
        found = [schema for named in patterns if isinstance(named, Mapping) for schema in named.values()]
        found += [
            part["additionalProperties"] for part in parts if isinstance(part.get("additionalProperties"), Mapping)
        ]
        return self.random.choice(found) if found else {"type": self.random.choice(TYPES[2:])}

    def other_names(self, parts: list[Mapping[str, object]]) -> list[str]:
        patterns = [name for part in parts for name in _texts(list(_mapping(part.get("patternProperties"))))]
        matching = [text for pattern in patterns for text in list(sample_pattern(pattern))[:2]]
        names = [value for value in self.values if isinstance(value, str)]
        return [self.random.choice(matching or names or ["x"]), *(["x"] if self.random.random() < 0.3 else [])]

    def array(self, parts: list[Mapping[str, object]], depth: int) -> list[object]:
        least = max((_whole(part.get("minItems")) for part in parts), default=0)
        heads = [list(_list(part.get("prefixItems")) or _list(part.get("items"))) for part in parts]
        rests = [
            part[word] for part in parts for word in ("items", "additionalItems") if isinstance(part.get(word), Mapping)
        ]
        contained = [part["contains"] for part in parts if "contains" in part]
        size = min(max(least, self.random.choice((0, 1, 1, 2, 3, *self.sizes))), 12) if depth < DEEPEST else least
        made = []
        for index in range(size):
            schemas = [head[index] for head in heads if index < len(head)] or rests
            made.append(self.of([*schemas, *contained] if self.random.random() < 0.5 else schemas, depth + 1))
        return made

    def text(self, parts: list[Mapping[str, object]]) -> str:
        patterns = [text for part in parts for text in _texts([part.get("pattern")])]
        least = max((_whole(part.get("minLength")) for part in parts), default=0)
        texts = [text for pattern in patterns for text in sample_pattern(pattern, least or None)]
        if texts and self.random.random() < 0.9:
            return self.random.choice(texts)
        known = [value for value in self.values if isinstance(value, str)]
        if known and self.random.random() < 0.4:
            return self.random.choice(known)
        sizes = (0, 1, 5, least, *self.sizes, *(size + 1 for size in self.sizes))
        return "".join(self.random.choice("ab1 é") for _ in range(max(least, self.random.choice(sizes))))

    def number(self, parts: list[Mapping[str, object]], *, is_whole: bool) -> float:
        bounds = [part[word] for part in parts for word in _OF_TYPE["number"] if _is_number(part.get(word))]
        bounds += [value for value in self.values if _is_number(value)]
        near = self.random.choice(bounds or [0])
        moved: list[float] = [near, near + 1, near - 1, near * 2, 0, 1, -1, 7, near + 0.5]  # type: ignore[operator]  # numbers
        value = self.random.choice(moved)
        return round(value) if is_whole and abs(value) < 1e15 else value

    def spoil(self, value: object) -> object:
        """Return the value with one part exchanged for something that was mentioned."""
        if isinstance(value, dict) and value and self.random.random() < 0.8:
            name = self.random.choice(list(value))
            if self.random.random() < 0.3:
                return {key: item for key, item in value.items() if key != name}
            return {**value, name: self.spoil(value[name])}
        if isinstance(value, list) and value and self.random.random() < 0.8:
            index = self.random.randrange(len(value))
            return [*value[:index], self.spoil(value[index]), *value[index + 1 :]]
        return self.random.choice((*self.values, None, True, 0, "", [], {}))


def _mentioned(schema: object) -> Iterator[tuple[object, bool]]:
    """Yield what a schema names: values, and whether they are sizes."""
    if isinstance(schema, list):
        for one in schema:
            yield from _mentioned(one)
    if not isinstance(schema, Mapping):
        return
    for keyword, value in schema.items():
        if keyword in ("enum", "examples"):
            yield from ((one, False) for one in _list(value))
        elif keyword in ("const", "default", *_OF_TYPE["number"]):
            yield value, False
        elif keyword in ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"):
            yield value, True
        elif keyword == "required":
            yield from ((name, False) for name in _list(value))
        else:
            if keyword in ("properties", "dependentRequired", "dependencies"):
                yield from ((name, False) for name in _mapping(value))
            yield from _mentioned(value)


def _listed(part: Mapping[str, object]) -> list[object]:
    return [part["const"]] if "const" in part else list(_list(part.get("enum")))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _texts(value: object) -> list[str]:
    return [one for one in _list(value) if isinstance(one, str)]


def _whole(value: object) -> int:
    return min(int(value), 200) if isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0 else 0


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def draws(schema: object, also: object, seed: str, count: int, is_fit: Callable[[object], bool]) -> list[object]:
    """Return up to `count` values that fit, of four times as many that were drawn."""
    drawer = Drawer(schema, also, seed)
    found = []
    for _ in range(4 * count):
        if len(found) == count:
            break
        value = drawer.draw()
        if is_fit(value):
            found.append(value)
    return found
