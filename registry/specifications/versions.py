"""The versions that a document states: of itself, and of the specification it is written in."""

import re

_SERIES = re.compile(r"(\d+\.\d+)(?:\.\d+)?(?:-.*)?")


def read_info_version(data: object) -> str | None:
    """Return `info.version`, `None` when there is none; a number is taken as it would be written."""
    info = data.get("info") if isinstance(data, dict) else None
    version = info.get("version") if isinstance(info, dict) else None
    if isinstance(version, (int, float)) and not isinstance(version, bool):
        return str(version)
    return version if isinstance(version, str) and version else None


def read_series(stated: object) -> str | None:
    """Return the series of a stated specification version, `None` when it has not that form.

    >>> read_series("3.0.3"), read_series("2.6.0"), read_series("three")
    ('3.0', '2.6', None)
    """
    match = _SERIES.fullmatch(stated) if isinstance(stated, str) else None
    return match[1] if match else None


def read_own_version(data: object) -> str | None:
    """Return `version` at the root, `None` when there is none."""
    version = data.get("version") if isinstance(data, dict) else None
    return version if isinstance(version, str) and version else None
