"""Cursor pagination: how the items of all pages are reached from one method (`semantics: pagination: cursor`)."""

from dataclasses import dataclass

from crossdock.generators.python_client.expressions import qualify, split_union
from crossdock.generators.python_client.literals import Code
from crossdock.generators.python_client.modeller import Modeller
from crossdock.generators.python_client.names import Namespace
from crossdock.generators.python_client.operations import MethodCode
from crossdock.generators.python_client.parameters import ParameterCode

_CURSORS = ("cursor", "pagecursor", "pagetoken", "after")
_NEXT = ("nextcursor", "nextpagecursor", "nextpagetoken", "cursor", "next")
_MORE = ("hasmore", "hasnext", "hasnextpage")


@dataclass(frozen=True, slots=True)
class PagingCode:
    """An iterator over all pages of a method. `items` and `place` are expressions over `page`;
    `next_cursor` and `has_more` are fields of what stands at `place`.
    """

    name: Code
    method: MethodCode
    cursor: ParameterCode
    item: Code
    items: Code
    place: Code
    next_cursor: Code
    has_more: Code | None


def find_paging(method: MethodCode, modeller: Modeller, taken: Namespace) -> PagingCode | None:
    """Return the iterator of a method, `None` when its answer shows no items or no next cursor."""
    cursor = next((each for each in method.sent("query") if _plain(each.wire) in _CURSORS), None)
    fields = modeller.fields.get(method.page_type or "")
    if cursor is None or not fields:
        return None
    lists = [(name, kind) for name, kind in fields.values() if split_union(kind)[0].startswith("list[")]
    following = _find_next("page", fields, modeller)
    if len(lists) != 1 or following is None:
        return None
    name, kind = lists[0]
    item = split_union(kind)[0].removeprefix("list[").removesuffix("]")
    stem = method.name.removeprefix("list_").removeprefix("get_")
    return PagingCode(
        Code(taken.claim(f"iter_{stem}")),
        method,
        cursor,
        Code(qualify(item, modeller.names, "m")),
        Code(f"page.{name} or []"),
        Code(following[0]),
        Code(following[1]),
        Code(following[2]) if following[2] else None,
    )


def _find_next(
    path: str, fields: dict[str, tuple[str, str]], modeller: Modeller, depth: int = 0
) -> tuple[str, str, str] | None:
    """Return where the next cursor stands, its field, and the field that says whether there is more (`""` when none does)."""
    by_name = {_plain(wire): name for wire, (name, _) in fields.items()}
    found = next((by_name[name] for name in _NEXT if name in by_name), None)
    more = next((by_name[name] for name in _MORE if name in by_name), None)
    if found is not None:
        return path, found, more or ""
    for name, kind in fields.values() if depth == 0 else ():
        inner = modeller.fields.get(split_union(kind)[0])
        below = _find_next(f"{path}.{name}", inner, modeller, 1) if inner else None
        if below is not None:
            return below
    return None


def _plain(wire: str) -> str:
    return "".join(letter for letter in wire.lower() if letter.isalnum())
