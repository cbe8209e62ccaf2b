"""Tells what changed about the proof of identity that an operation asks for.

Alternatives are sets: whoever shows one of them is let in (OpenAPI 3.1, section 4.8.30). A caller of the base is still let in when what
it shows contains all that some alternative of the revision asks for.
"""

from collections.abc import Iterator

from crossdock.registry.compat.diff_payloads import mirrored
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Operation
from crossdock.registry.model.location import Side

Alternative = tuple[str, ...]
_NOTHING: Alternative = ()


def diff_security(base: Operation, revision: Operation) -> Iterator[Change]:
    """Yield alternatives that no longer let in (`keyword` is `refused`) and new ones (`accepted`), scopes told apart from schemes."""
    was, now = base.security or (_NOTHING,), revision.security or (_NOTHING,)
    if was == now:
        return
    for one in was:
        if not any(_is_enough(one, other) for other in now):
            yield _refused(base, revision, one, now)
    for other in now:
        if not any(set(other) == set(one) for one in was):
            yield from _accepted(base, revision, other, was)


def _is_enough(shown: Alternative, asked: Alternative) -> bool:
    """Whether what is shown contains what is asked; a scheme without scopes is shown by one with any."""
    schemes = {item.partition(":")[0] for item in shown}
    return all(item in shown or (":" not in item and item in schemes) for item in asked)


def _schemes(alternative: Alternative) -> frozenset[str]:
    return frozenset(item.partition(":")[0] for item in alternative)


def _refused(base: Operation, revision: Operation, one: Alternative, now: tuple[Alternative, ...]) -> Change:
    nearest = next((other for other in now if _schemes(other) == _schemes(one)), None)
    if nearest is not None:
        missing = sorted(set(nearest) - set(one))
        return _told(ChangeKind.SCOPE_ADDED, base, revision, ", ".join(missing), one, nearest, "refused")
    if one == _NOTHING:
        return _told(ChangeKind.SECURITY_ADDED, base, revision, _text(now[0]), one, now[0], "refused")
    return _told(ChangeKind.SECURITY_REMOVED, base, revision, _text(one), one, now[0], "refused")


def _accepted(
    base: Operation, revision: Operation, other: Alternative, was: tuple[Alternative, ...]
) -> Iterator[Change]:
    """Yield an alternative that is new, unless it is only what replaced one that was told already."""
    same = next((one for one in was if _schemes(one) == _schemes(other)), None)
    if same is None:
        if was != (_NOTHING,):
            yield _told(ChangeKind.SECURITY_ADDED, base, revision, _text(other), None, other, "accepted")
    elif set(other) < set(same):
        dropped = sorted(set(same) - set(other))
        yield _told(ChangeKind.SCOPE_REMOVED, base, revision, ", ".join(dropped), same, other, "accepted")


def _text(alternative: Alternative) -> str:
    return " and ".join(alternative) or "no authentication"


def _told(
    kind: ChangeKind,
    base: Operation,
    revision: Operation,
    subject: str,
    before: Alternative | None,
    after: Alternative | None,
    keyword: str,
) -> Change:
    return Change(
        kind=kind,
        position=None,
        subject=subject,
        at=revision.place.child("security"),
        was=mirrored(base.place.child("security"), Side.BASE),
        before=None if before is None else _text(before),
        after=None if after is None else _text(after),
        keyword=keyword,
        operation=revision.key,
    )
