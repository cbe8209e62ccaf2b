"""How values and places are worded in the messages of rules."""

from crossdock.registry.compat.equality import encode
from crossdock.registry.model.change import Change

_LONGEST = 80
_PROMISES = {
    "semantics.rate_limit": "rate limit",
    "sla.tier": "tier",
    "sla.availability": "availability",
    "semantics.latency.class": "latency class",
    "semantics.latency.target": "latency target",
    "semantics.replay": "support of replay",
    "classification.data": "data class",
    "classification.personal": "personal data",
}
_DURATIONS = ("retention", "target", "recovery_time", "recovery_point", "per", "initial", "limit")


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


def turned(change: Change) -> str:
    """Say how a value changed: `changed from … to …`, `was set to …`, `was dropped, it was …`."""
    if change.before is None:
        return f"was set to {told(change.after)}"
    if change.after is None:
        return f"was dropped, it was {told(change.before)}"
    return f"changed from {told(change.before)} to {told(change.after)}"


def place_name(change: Change) -> str:
    """Return the name of the value that a change lies at: the last named step of its path, or the payload."""
    steps = [step for step in change.path.split("/") if step and step != "*" and not step.isdigit()]
    name = steps[-1] if steps else (change.payload or "payload").rpartition(" ")[2]
    return name.replace("~1", "/").replace("~0", "~")


def bound(change: Change) -> str:
    """Say how a bound changed."""
    if change.before is None:
        return f"`{change.keyword}` of `{place_name(change)}` was set to {told(change.after)}"
    if change.after is None:
        return f"`{change.keyword}` of `{place_name(change)}`, {told(change.before)}, was dropped"
    return f"`{change.keyword}` of `{place_name(change)}` changed from {told(change.before)} to {told(change.after)}"


def types(value: object) -> str:
    """Return types in backticks; no stated type is any type.

    >>> types(["string", "null"]), types(None)
    ('`string or null`', 'any type')
    """
    return "any type" if value is None else told(value)


def promise(change: Change) -> str:
    """Say how a promise of the manifest changed."""
    keyword = change.keyword or change.subject
    name = _PROMISES.get(keyword) or keyword.rpartition(".")[2].replace("_", " ")
    subject = f" of `{change.subject}`" if change.subject != keyword else ""
    before, after = (promised(keyword, value) for value in (change.before, change.after))
    return f"{name}{subject} changed from {told(before)} to {told(after)}"


def promised(keyword: str, value: object) -> str | None:
    """Return what is promised as people write it: durations in ISO 8601, lists with commas; `None` where nothing is.

    >>> promised("semantics.replay.retention", 604800.0), promised("sla.availability", 99.0)
    ('P7D', '99')
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {_number(name, item)}" for name, item in value.items() if item is not None)
    return _number(keyword.rpartition(".")[2], value)


def _number(name: str, value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return duration(value) if name in _DURATIONS else f"{value:g}"


def duration(seconds: float) -> str:
    """Return a duration in ISO 8601.

    >>> duration(5), duration(5400), duration(604800), duration(0.25)
    ('PT5S', 'PT1H30M', 'P7D', 'PT0.25S')
    """
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    date = f"{days:g}D" if days else ""
    time = "".join(f"{value:g}{unit}" for value, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if value)
    return f"P{date}" + (f"T{time}" if time else "") if date or time else "PT0S"
