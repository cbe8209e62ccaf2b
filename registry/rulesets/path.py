"""JSONPath as rulesets write it: children, unions, wildcards, descent, keys. Anything else is refused by name, never passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.node import Node

MAX_NODES = 500_000


class Move(Enum):
    """How a step leaves a node."""

    NAMES = "names"
    ALL = "all"
    DESCEND = "descend"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `names` for a child or a union."""

    move: Move
    names: tuple[str, ...] = ()


class Unsupported(Exception):
    """A path that this dialect does not cover; the message says what of it."""


_TOKEN = re.compile(
    r"""\.\.(?=[\w*\[$@-])            # descent
      | \.?\[(?P<inside>(?:'[^']*'|"[^"]*"|[^\]'"])*)\]
      | \.?(?P<star>\*)
      | \.?(?P<name>[\w$@/-]+)
      | (?P<key>~)
    """,
    re.VERBOSE,
)
_MEMBER = re.compile(r"""\s*(?:'([^']*)'|"([^"]*)"|([\w$@ /{}.-]+?))\s*""")


def read_path(text: str) -> tuple[Step, ...]:
    """Read a path. Raises Unsupported when it holds a filter, script, slice or parent step.

    >>> [step.move.value for step in read_path("$.paths[*][get,put]~")]
    ['names', 'all', 'names', 'key']
    """
    if not text.startswith("$"):
        raise Unsupported(f"`{text}` does not start with `$`")
    steps: list[Step] = []
    position = 1
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise Unsupported(f"`{text[position:]}` of `{text}`")
        steps.append(_step(match, text))
        position = match.end()
    return tuple(steps)


def _step(match: re.Match[str], text: str) -> Step:
    if match["inside"] is not None:
        return _bracket(match["inside"], text)
    if match["star"]:
        return Step(Move.ALL)
    if match["key"]:
        return Step(Move.KEY)
    return Step(Move.NAMES, (match["name"],)) if match["name"] else Step(Move.DESCEND)


def _bracket(inside: str, text: str) -> Step:
    if inside.strip() == "*":
        return Step(Move.ALL)
    if inside.lstrip().startswith(("?", "(")) or ":" in inside:
        raise Unsupported(f"`[{inside}]` of `{text}`: filters, scripts and slices")
    names = []
    for part in (
        inside.split(",")
        if "'" not in inside and '"' not in inside
        else re.findall(r"'[^']*'|\"[^\"]*\"|[^,]+", inside)
    ):
        member = _MEMBER.fullmatch(part)
        if member is None:
            raise Unsupported(f"`[{inside}]` of `{text}`")
        names.append(next(group for group in member.groups() if group is not None))
    return Step(Move.NAMES, tuple(names))


def walk(root: Node, steps: tuple[Step, ...], resolver: Resolver | None) -> Iterator[Node]:
    """Yield the nodes that a path means, each place once."""
    seen: set[tuple[str, str, str]] = set()
    for node in _walk(root, steps, resolver, 0):
        at = (node.place.path, node.place.pointer, node.place.part.value)
        if at not in seen:
            seen.add(at)
            yield node
        if len(seen) > MAX_NODES:
            return


def _walk(node: Node, steps: tuple[Step, ...], resolver: Resolver | None, at: int) -> Iterator[Node]:
    if at == len(steps):
        yield node
        return
    step = steps[at]
    if step.move is Move.KEY:
        yield from _walk(node.as_key(), steps, resolver, at + 1)
    elif step.move is Move.DESCEND:
        for below in _descend(node, resolver):
            yield from _walk(below, steps, resolver, at + 1)
    else:
        source = node.follow(resolver)
        wanted = source.children() if step.move is Move.ALL else map(source.child, step.names)
        for child in wanted:
            if not child.is_missing:
                yield from _walk(child, steps, resolver, at + 1)


def _descend(root: Node, resolver: Resolver | None) -> Iterator[Node]:
    """Yield a node and all below it, each place once, whatever leads there."""
    seen: set[tuple[str, str]] = set()
    waiting = [root]
    while waiting and len(seen) < MAX_NODES:
        node = waiting.pop().follow(resolver)
        at = (node.place.path, node.place.pointer)
        if at in seen or not isinstance(node.value, (dict, list)):
            continue
        seen.add(at)
        yield node
        waiting.extend(reversed(list(node.children())))
