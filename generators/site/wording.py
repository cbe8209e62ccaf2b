"""Numbers, dates and closed sets in words."""

from datetime import date

from crossdock.registry.model.contract import Kind, LifecycleState

_UNITS = ((86_400, "day", "days"), (3_600, "hour", "hours"), (60, "minute", "minutes"), (1, "second", "seconds"))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
KIND_NAMES = {
    Kind.API: "APIs",
    Kind.EVENT: "Events",
    Kind.FILE: "Files",
    Kind.SCHEMA: "Schemas",
    Kind.VOCABULARY: "Vocabularies",
    Kind.MAPPING: "Mappings",
    Kind.WORKFLOW: "Workflows",
}
STATE_WORDS = {
    LifecycleState.DRAFT: "may still change without notice",
    LifecycleState.ACTIVE: "promised and maintained",
    LifecycleState.DEPRECATED: "still works, move away from it",
    LifecycleState.RETIRED: "no longer provided",
}


def word_duration(seconds: float) -> str:
    """Say a duration in the largest units that fit exactly.

    >>> word_duration(3600), word_duration(5400), word_duration(0.25), word_duration(0)
    ('1 hour', '1 hour 30 minutes', '250 ms', 'none')
    """
    if seconds == 0:
        return "none"
    if seconds < 1:
        return f"{seconds * 1000:g} ms"
    words = []
    rest = seconds
    for size, one, many in _UNITS[:3]:
        number, rest = divmod(rest, size)
        if number:
            words.append(f"{number:g} {one if number == 1 else many}")
    if rest:
        words.append(f"{rest:g} {'second' if rest == 1 else 'seconds'}")
    return " ".join(words)


def word_days(day: date, today: date) -> str:
    """Say how far a day is from today.

    >>> word_days(date(2026, 12, 1), date(2026, 11, 30))
    'in 1 day'
    """
    days = (day - today).days
    if days == 0:
        return "today"
    number = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"in {number}" if days > 0 else f"{number} ago"


def word_count(number: int, noun: str, plural: str = "") -> str:
    """Count things.

    >>> word_count(2, "system"), word_count(1, "entity", "entities")
    ('2 systems', '1 entity')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
