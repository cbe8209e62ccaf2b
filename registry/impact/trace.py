"""Where an interface carries a place: one of its own documents, or one of a contract that it references."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from crossdock.registry.impact.graph import Key, SchemaGraph, Steps
from crossdock.registry.model.impact import Use
from crossdock.registry.model.interface import Interface, Operation, Payload, Schema
from crossdock.registry.model.location import Place, escape_token, split_pointer

MAX_USES = 60  # places of one payload at which something is carried
_EVERYWHERE = ("file", "servers", "security", "host", "basePath", "schemes", "defaultContentType", "id")

ContractAt = Callable[[str], str | None]  # the key of the contract whose folder holds a path


@dataclass(frozen=True, slots=True)
class _Ends:
    """The schemas that stand at the places, and those that lead to one."""

    steps: dict[Key, Steps]
    leading: set[Key]


class Tracer:
    """An interface, opened for the question of where it carries something."""

    def __init__(self, interface: Interface, contract_at: ContractAt) -> None:
        self._interface = interface
        self._contract_at = contract_at
        self._graph = SchemaGraph()
        self._roots = {
            id(payload): self._graph.add(payload.schema) for _, payload in _payloads(interface) if payload.schema
        }

    @property
    def is_cut(self) -> bool:
        """Whether there were more schemas than were followed."""
        return self._graph.is_cut

    def uses(self, places: Sequence[Place]) -> tuple[Use, ...]:
        """Return where any of these places is carried; an operation or payload as a whole where a place holds all of it."""
        ends = self._ends(places)
        found: list[Use] = []
        for operation in self._interface.operations:
            if _is_within(operation.place, places):
                found.append(_all_of(operation))
            else:
                found += self._of_payloads(operation, operation.payloads, places, ends)
        found += self._of_payloads(None, self._interface.payloads, places, ends)
        return tuple(dict.fromkeys(found or self._around(places)))

    def paths_in(self, schema: Schema, places: Sequence[Place]) -> tuple[str, ...]:
        """Return the JSON paths at which a payload of this schema carries any of the places."""
        root = self._graph.add(schema)
        ends = self._ends(places)
        routes = self._graph.routes(root, ends.steps, ends.leading, None, MAX_USES)
        return tuple(dict.fromkeys(_join(route.steps) for route in routes.found))

    def find_path(self, path: str) -> tuple[tuple[Use, ...], tuple[Place, ...]]:
        """Return the payloads that have a field at a JSON path (`/lines/0/quantity`), and where its schemas are written."""
        steps = split_pointer(path)
        wanted = _join(tuple("*" if step.isdigit() else step for step in steps))
        uses, places = list[Use](), set[Key]()
        for operation, payload in _payloads(self._interface):
            root = self._roots.get(id(payload))
            found = self._graph.descend(root, steps) if root is not None else set()
            if found:
                uses.append(_use(operation, payload, wanted))
                places |= found
        return tuple(uses), tuple(Place(*key) for key in sorted(places))

    def carries(self, use: Use, field: str, places: Sequence[Place]) -> bool:
        """Whether a field of a payload overlaps any of the places, however deep they lie: asked where not all are listed."""
        ends = self._ends(places)
        return any(
            root is not None and self._graph.carries(root, ends.steps, ends.leading, split_pointer(field))
            for operation, payload in _payloads(self._interface)
            if (operation.key if operation else None, payload.key) == (use.operation, use.payload)
            for root in (self._roots.get(id(payload)),)
        )

    def _ends(self, places: Sequence[Place]) -> _Ends:
        steps = {key: rest for place in places for key, rest in self._graph.find(place).items()}
        return _Ends(steps, self._graph.above(steps))

    def _of_payloads(
        self, operation: Operation | None, payloads: Sequence[Payload], places: Sequence[Place], ends: _Ends
    ) -> Iterator[Use]:
        for payload in payloads:
            root = self._roots.get(id(payload))
            if _is_within(payload.place, places):
                yield _use(operation, payload)
            elif root in ends.leading:
                routes = self._graph.routes(root, ends.steps, ends.leading, payload.position, MAX_USES)
                is_open = routes.is_open or self._graph.is_cut
                for route in routes.found:
                    use = _use(operation, payload, _join(route.steps), tuple(self._via(route.exits)))
                    yield replace(use, is_open=is_open)
                if is_open and not routes.found:
                    yield replace(_use(operation, payload), is_open=True)

    def _via(self, exits: tuple[Key, ...]) -> Iterator[tuple[str, str]]:
        for path, pointer in exits:
            yield self._contract_at(path) or path, pointer

    def _around(self, places: Sequence[Place]) -> Iterator[Use]:
        """Yield what a place belongs to that is in no schema: a parameter, an operation, a channel, all of the contract."""
        for place in places:
            tokens = split_pointer(place.pointer)
            parts = [_use(*pair) for pair in _payloads(self._interface) if _is_part(place, pair[1])]
            yield from parts
            found = (
                []
                if parts
                else [op for op in self._interface.operations if _is_below(place, op.place) or _is_channel(tokens, op)]
            )
            yield from map(_all_of, found)
            if not (found or parts) and tokens[:1] and tokens[0] in _EVERYWHERE:
                yield Use()


def _payloads(interface: Interface) -> Iterator[tuple[Operation | None, Payload]]:
    for operation in interface.operations:
        yield from ((operation, payload) for payload in operation.payloads)
    yield from ((None, payload) for payload in interface.payloads)


def _use(operation: Operation | None, payload: Payload, path: str = "", via: tuple[tuple[str, str], ...] = ()) -> Use:
    key, name = (operation.key, operation.id) if operation else (None, None)
    return Use(key, payload.key, path, payload.position, payload.role, name, via)


def _all_of(operation: Operation) -> Use:
    return Use(operation.key, name=operation.id)


def _is_within(place: Place, wholes: Sequence[Place]) -> bool:
    return any(_is_below(place, whole) for whole in wholes)


def _is_below(place: Place, whole: Place) -> bool:
    """Whether a place is another one, or lies in it."""
    return place.path == whole.path and (place.pointer + "/").startswith(whole.pointer + "/")


def _is_part(place: Place, payload: Payload) -> bool:
    """Whether a place lies in what is written of a payload beside its schema."""
    is_schema = payload.schema is not None and payload.schema.place == payload.place
    return not is_schema and _is_below(place, payload.place)


def _is_channel(tokens: tuple[str, ...], operation: Operation) -> bool:
    return tokens[:1] == ("channels",) and len(tokens) > 1 and operation.group == tokens[1]


def _join(steps: Steps) -> str:
    return "".join("/" + escape_token(step) for step in steps)
