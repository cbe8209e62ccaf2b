"""The items of a value that is an array: whether the one that is wanted cannot be there, or not as many of them."""

from collections.abc import Iterator, Mapping

from crossdock.registry.compat.leaf_parts import IsEmpty, Pair, Plain, Want, as_schema
from crossdock.registry.model.interface import JsonSchema

_MOST_ITEMS = 100


def is_item_closed(plain: Plain, want: Want, most: int | None, is_empty: IsEmpty) -> bool:
    """Whether no item can be what a schema of items rejects; `most` is the greatest number of items."""
    own = want.about[0]
    assert isinstance(own, Mapping)  # noqa: S101  # that is what the way says
    width = max(len(_prefix(part)) for part in (own, *(part for part, _ in plain)))
    if width > _MOST_ITEMS:
        return False
    for index in range(width + 1):
        rejected = _item(own, index)
        if rejected is None or (most is not None and index >= most):
            continue
        if not is_empty(_holding(plain, index), [(rejected, want.root)]):
            return False
    return True


def is_count_closed(plain: Plain, want: Want, least: int, most: int | None, is_empty: IsEmpty) -> bool:
    """Whether there cannot be fewer, or more, items of a kind than a number; `least` and `most` are the sizes of the array."""
    if want.kind not in ("fewer", "more"):
        return False
    kind, number = as_schema(want.about[0]), want.about[1]
    assert isinstance(number, int)  # noqa: S101  # that is what the way says
    if want.kind == "fewer":
        return _has_so_many(plain, (kind, want.root), number, is_empty) or (
            least >= number and _are_all(plain, (kind, want.root), is_empty)
        )
    return (most is not None and most <= number) or _has_no_more(plain, (kind, want.root), number, is_empty)


def _has_so_many(plain: Plain, kind: Pair, number: int, is_empty: IsEmpty) -> bool:
    """Whether a part asks for that many items that are all of the kind."""
    for part, root in plain:
        asked = part.get("minContains", 1)
        is_enough = "contains" in part and isinstance(asked, (int, float)) and asked >= number
        if is_enough and is_empty([(as_schema(part["contains"]), root)], [kind]):
            return True
    return False


def _has_no_more(plain: Plain, kind: Pair, number: int, is_empty: IsEmpty) -> bool:
    """Whether a part allows no more than that many items of a kind that this one is one of, or the items are of others."""
    for part, root in plain:
        allowed = part.get("maxContains")
        is_bounded = "contains" in part and isinstance(allowed, (int, float)) and allowed <= number
        if is_bounded and is_empty([kind], [(as_schema(part["contains"]), root)]):
            return True
    width = max((len(_prefix(part)) for part, _ in plain), default=0)
    if width > _MOST_ITEMS or not is_empty([*_holding(plain, width), kind], []):
        return False
    return sum(not is_empty([*_holding(plain, index), kind], []) for index in range(width)) <= number


def _are_all(plain: Plain, kind: Pair, is_empty: IsEmpty) -> bool:
    width = max((len(_prefix(part)) for part, _ in plain), default=0)
    return width <= _MOST_ITEMS and all(is_empty(_holding(plain, index), [kind]) for index in range(width + 1))


def _holding(plain: Plain, index: int) -> list[Pair]:
    """Return what certainly holds of the item at an index."""
    return list(_held(plain, index))


def _held(plain: Plain, index: int) -> Iterator[Pair]:
    for part, root in plain:
        schema = _item(part, index)
        if schema is not None:
            yield schema, root


def _item(part: Mapping[str, object], index: int) -> JsonSchema | None:
    prefix = _prefix(part)
    found = prefix[index] if index < len(prefix) else part.get("items")
    return found if isinstance(found, (bool, Mapping)) else None


def _prefix(part: Mapping[str, object]) -> list[object]:
    prefix = part.get("prefixItems")
    return prefix if isinstance(prefix, list) else []
