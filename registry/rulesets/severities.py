"""How rulesets write how grave a finding is."""

NO_LEVEL = -2
LEVELS = ("error", "warn", "info", "hint")  # by the format's number
LEVEL_NAMES = (*LEVELS, "off")
_LEVELS: dict[str | int, int | None] = {
    **{"error": 0, "warn": 1, "info": 2, "hint": 3, "off": None},
    **{-1: None, 0: 0, 1: 1, 2: 2, 3: 3},
}


def read_level(value: object) -> int | None:
    """Return the format's number: 0 error, 1 warn, 2 info, 3 hint, `None` off; `NO_LEVEL` when it is none.

    >>> read_level("warn"), read_level(-1), read_level("fatal")
    (1, None, -2)
    """
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return NO_LEVEL
    return _LEVELS.get(value, NO_LEVEL)
