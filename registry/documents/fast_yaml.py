"""YAML by a native parser: the one place that names it."""

import re
from dataclasses import dataclass

from crossdock.registry.documents.limits import Limits

try:
    import yaml_rs
except ImportError:  # no wheel for this machine; the exact parser reads everything
    IS_NATIVE = False
else:
    IS_NATIVE = True

_PLACE = re.compile(r"at line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the native parser does not take a text; `line` and `column` are 1-based, `None` where it does not say."""

    message: str
    line: int | None = None
    column: int | None = None


def parse_yaml(text: str, limits: Limits) -> object | Refusal:
    """Return the data of a text as the native parser sees it: keys of any scalar type, several documents as a list.

    Only where `IS_NATIVE`. The nesting of block collections must be bounded before: the parser recurses on them without a limit of its own.
    """
    aliases = yaml_rs.AliasLimits(max_total_replayed_events=limits.aliased)
    try:
        return yaml_rs.loads(text, parse_datetime=False, alias_limits=aliases)
    except (yaml_rs.YAMLDecodeError, ValueError, TypeError, RecursionError) as error:  # a TypeError: an odd key
        return _read_refusal(str(error))


def _read_refusal(message: str) -> Refusal:
    place = _PLACE.search(message)
    reason = message.rstrip().rsplit("\n", 1)[-1]
    if place is None:
        return Refusal(reason)
    return Refusal(reason, int(place[1]), int(place[2]))
