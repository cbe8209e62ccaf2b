"""How values and places are worded in the messages of rules."""

from crossdock.registry.compat.equality import encode
from crossdock.registry.model.change import Change

_LONGEST = 80
_PROMISES = {
    "semantics.rate_limit": "rate limit",
    "sla.tier": "tier",
    "sla.availability": "availability",
    "entities": "fields of which this is the system of record",
}


def told(value: object) -> str:
    """Return a value in backticks, cut when it is long; `nothing` where it is absent.

    >>> told(["string", "null"]), told(None)
    ('`string or null`', 'nothing')
    """
    if value is None:
        return "nothing"
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        text = " or ".join(str(item) for item in value)
    else:
        text = value if isinstance(value, str) else encode(value).decode("utf-8", "replace")
    return f"`{text}`" if len(text) <= _LONGEST else f"`{text[:_LONGEST]}…`"


def place_name(change: Change) -> str:
    """Return the name of the value that a change lies at: the last named step of its path, or the payload."""
    steps = [step for step in change.path.split("/") if step and step != "*" and not step.isdigit()]
    name = steps[-1].replace("~1", "/").replace("~0", "~") if steps else (change.payload or "payload")
    return name.partition(" ")[2] or name if not steps else name


def bound(change: Change) -> str:
    """Say how a bound changed."""
    if change.before is None:
        return f"`{change.keyword}` of `{place_name(change)}` was set to {told(change.after)}"
    if change.after is None:
        return f"`{change.keyword}` of `{place_name(change)}`, {told(change.before)}, was dropped"
    return f"`{change.keyword}` of `{place_name(change)}` changed from {told(change.before)} to {told(change.after)}"


def promise(change: Change) -> str:
    """Say how a promise of the manifest changed."""
    name = _PROMISES.get(change.keyword or "", (change.keyword or change.subject).rpartition(".")[2].replace("_", " "))
    subject = f" of `{change.subject}`" if change.subject != change.keyword else ""
    return f"{name}{subject} changed from {told(change.before)} to {told(change.after)}"
