"""How a difference between two descriptions of one payload is worded: neither of them was before the other."""

from crossdock.registry.compat.wording import place_name, told, types
from crossdock.registry.model.change import Change, ChangeKind

_ONLY = {
    ChangeKind.PROPERTY_ADDED: "property `{subject}` is in `{two}` and not in `{one}`",
    ChangeKind.PROPERTY_REMOVED: "property `{subject}` is in `{one}` and not in `{two}`",
    ChangeKind.PROPERTY_BECAME_REQUIRED: "property `{subject}` is required in `{two}` and optional in `{one}`",
    ChangeKind.PROPERTY_BECAME_OPTIONAL: "property `{subject}` is required in `{one}` and optional in `{two}`",
    ChangeKind.ENUM_VALUE_ADDED: "code `{subject}` of `{place}` is in `{two}` and not in `{one}`",
    ChangeKind.ENUM_VALUE_REMOVED: "code `{subject}` of `{place}` is in `{one}` and not in `{two}`",
    ChangeKind.CLOSED: "`{place}` takes further names in `{one}` and none in `{two}`",
    ChangeKind.OPENED: "`{place}` takes further names in `{two}` and none in `{one}`",
}
_BOUNDS = (ChangeKind.BOUND_TIGHTENED, ChangeKind.BOUND_LOOSENED)
_WIDTHS = {-(2**31): 32, 2**31 - 1: 32, -(2**63): 64, 2**63 - 1: 64}
_PLAIN = (str, int, float, bool, type(None))


def word_difference(change: Change, one: str, two: str) -> str:
    """Say how two descriptions, the definition first, differ at a place."""
    place = place_name(change)
    if change.kind in _ONLY:
        return _ONLY[change.kind].format(subject=change.subject, place=place, one=one, two=two)
    if change.kind is ChangeKind.TYPE_CHANGED:
        return f"`{place}` is {_types(change.before)} in `{one}` and {_types(change.after)} in `{two}`"
    if change.kind is ChangeKind.COMPOSITION_CHANGED:
        return f"`{place}` is put together in another way in `{one}` than in `{two}`"
    bits = [_WIDTHS.get(value) for value in (change.before, change.after) if isinstance(value, int)]
    if any(bits) and len(bits) == 1:
        narrow, wide = (one, two) if change.after is None else (two, one)
        return f"`{place}` has {bits[0]} bits in `{narrow}` and more in `{wide}`"
    if change.kind in _BOUNDS and change.before == change.after:
        return f"the bound {told(change.before)} of `{place}` belongs to it in one of `{one}` and `{two}` only"
    if change.keyword and _is_plain(change.before) and _is_plain(change.after):
        return (
            f"`{change.keyword}` of `{place}` is {told(change.before)} in `{one}` and {told(change.after)} in `{two}`"
        )
    return f"`{place}` is described in another way in `{one}` than in `{two}` (`{change.keyword or change.kind.value}`)"


def _types(value: object) -> str:
    return "not of one type" if value is None else types(value)


def _is_plain(value: object) -> bool:
    is_list = isinstance(value, list) and len(value) < 8 and all(isinstance(item, _PLAIN) for item in value)
    return isinstance(value, _PLAIN) or is_list
