"""Reading lists page by page, so that nothing is missed while entries change.

Entries are ordered by their change number, the newest first. A walk starts at the newest change there is; when its older entries are
read, one more round reads what changed meanwhile. So a changed entry may appear twice, but never not at all.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import NamedTuple

from wms_east_adapter.problems import malformed


class Position(NamedTuple):
    """`top` is the newest change of this round, `after` the change that was read last, `floor` where the round before began."""

    top: int
    after: int
    floor: int


class Entry(NamedTuple):
    change: int
    body: dict[str, object]


def read_page(entries: Sequence[Entry], cursor: str | None, limit: int) -> dict[str, object]:
    """Return one page as the contract has it. Raises a problem when the cursor is none of ours."""
    newest = max((entry.change for entry in entries), default=0)
    start = Position(newest, newest + 1, 0) if cursor is None else read_cursor(cursor)
    ordered = sorted(entries, key=lambda entry: -entry.change)
    left = [entry for entry in ordered if start.floor < entry.change < start.after]
    shown, rest = left[:limit], left[limit:]
    page: dict[str, object] = {"hasMore": False, "limit": limit}
    if rest:
        page |= {"hasMore": True, "nextCursor": write_cursor(Position(start.top, shown[-1].change, start.floor))}
    elif newest > start.top:
        page |= {"hasMore": True, "nextCursor": write_cursor(Position(newest, newest + 1, start.top))}
    return {"items": [entry.body for entry in shown], "page": page}


def write_cursor(position: Position) -> str:
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode()


def read_cursor(text: str) -> Position:
    try:
        numbers = json.loads(base64.b64decode(text.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise malformed("The cursor is none that this API gave.") from None
    if not isinstance(numbers, list) or len(numbers) != 3 or not all(type(number) is int for number in numbers):
        raise malformed("The cursor is none that this API gave.")
    return Position(*numbers)
