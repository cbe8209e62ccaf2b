"""Evidence of breaks beside the payload: the call or message that was answered and no longer is."""

from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.evidence import Exchange
from crossdock.registry.model.interface import Position, Role

_MESSAGE_WORDS = {"send": "published", "receive": "consumed"}


def exchange_of(change: Change) -> Exchange:
    """Return what is exchanged, and how it ended before and ends now."""
    sent = _sent(change)
    before, after = _ends(change)
    return Exchange(sent, before, after)


def _sent(change: Change) -> str:
    target = (
        change.operation
        or change.payload
        or ("any call" if change.kind is ChangeKind.BINDING_CHANGED else change.subject)
    )
    kind = change.kind
    if kind is ChangeKind.MEDIA_TYPE_REMOVED and change.role is Role.MESSAGE:
        return f"message `{change.payload}` of {target}"
    if kind in (ChangeKind.SECURITY_ADDED, ChangeKind.SECURITY_REMOVED, ChangeKind.SCOPE_ADDED):
        return f"{target} with {change.before}"
    if kind in (ChangeKind.PARAMETER_ADDED, ChangeKind.PARAMETER_BECAME_REQUIRED, ChangeKind.HEADER_ADDED):
        return f"{target} without `{change.subject}`"
    if kind in (ChangeKind.BODY_ADDED, ChangeKind.BODY_BECAME_REQUIRED):
        return f"{target} without a body"
    if kind in (ChangeKind.PARAMETER_REMOVED, ChangeKind.BODY_REMOVED, ChangeKind.PARAMETER_STYLE_CHANGED):
        return f"{target} with `{change.subject}`"
    if kind in (ChangeKind.MEDIA_TYPE_REMOVED, ChangeKind.MEDIA_TYPE_ADDED):
        word = "Accept" if change.role is Role.RESPONSE else "Content-Type"
        return f"{target} with {word}: {change.subject}"
    if kind in (ChangeKind.MESSAGE_REMOVED, ChangeKind.MESSAGE_ADDED):
        return f"message `{change.subject}` on {target}"
    return target


def _ends(change: Change) -> tuple[str, str]:
    kind, before, after = change.kind, change.before, change.after
    if kind is ChangeKind.OPERATION_REMOVED:
        if change.keyword in _MESSAGE_WORDS:
            word = _MESSAGE_WORDS[change.keyword]
            return word, f"no longer {word}"
        return "answered", "not offered: 404 or 405"
    if kind in (ChangeKind.SECURITY_ADDED, ChangeKind.SECURITY_REMOVED):
        return "let in", f"refused: 401, {after} is asked for"
    if kind is ChangeKind.SCOPE_ADDED:
        return "let in", f"refused: 403, scope {change.subject} is missing"
    if kind is ChangeKind.MEDIA_TYPE_REMOVED and change.role is Role.MESSAGE:
        return f"content type {before}", f"content type {after}"
    if kind is ChangeKind.MEDIA_TYPE_REMOVED:
        return "answered", "refused: 406" if change.role is Role.RESPONSE else "refused: 415"
    if kind in (ChangeKind.STATUS_REMOVED, ChangeKind.STATUS_ADDED):
        answered = f"may be answered with {change.subject}"
        never = f"is never answered with {change.subject}"
        return (answered, never) if kind is ChangeKind.STATUS_REMOVED else (never, answered)
    if kind in (ChangeKind.PARAMETER_ADDED, ChangeKind.BODY_ADDED, ChangeKind.HEADER_ADDED):
        return "accepted", "rejected: it is required"
    if kind in (ChangeKind.PARAMETER_BECAME_REQUIRED, ChangeKind.BODY_BECAME_REQUIRED):
        return "accepted", "rejected: it is required"
    if kind in (ChangeKind.CHANNEL_ADDRESS_CHANGED, ChangeKind.BINDING_CHANGED, ChangeKind.PARAMETER_STYLE_CHANGED):
        return _stated(before), _stated(after)
    return _presence(change)


def _presence(change: Change) -> tuple[str, str]:
    if change.kind.value.endswith("-became-optional"):
        return "always sent", "may be missing"
    words = ("sent", "no longer sent") if change.position is Position.OUTPUT else ("accepted", "no longer accepted")
    if change.kind.value.endswith("-added"):
        return f"no `{change.subject}`", f"`{change.subject}`"
    return words


def _stated(value: object) -> str:
    if value is None:
        return "nothing stated"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_word(item)}" for name, item in sorted(value.items()))
    return str(value)


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
