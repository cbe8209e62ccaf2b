"""Can a list be read to its end: cursors are accepted, lead further, and stop."""

import json
from typing import Any

from schemathesis import Case

from crossdock.registry.conformance import problems
from crossdock.registry.conformance.caller import Answer
from crossdock.registry.conformance.cases import Operation as Callable
from crossdock.registry.conformance.cases import bare_case
from crossdock.registry.conformance.prepare import find_cursor
from crossdock.registry.conformance.record import seen
from crossdock.registry.conformance.session import Session, find_parameter
from crossdock.registry.model.interface import Operation

MAX_PAGES = 200
SMALL_PAGES = 5  # pages of one entry, before the default size takes over
_NEXT = ("nextCursor", "next_cursor", "nextPageToken", "next_page_token", "continuationToken", "next")
_MORE = ("hasMore", "has_more", "hasNext")
_LIMITS = ("limit", "pageSize", "page_size", "maxResults")


def read_lists(session: Session) -> None:
    """Record for each list with a cursor whether it can be read to its end."""
    for operation, call in session.operations:
        cursor = find_cursor(operation)
        if operation.action == "get" and cursor is not None and "{" not in operation.address:
            _Walk(session, operation, call, cursor).run()


class _Walk:
    """Reads one list from its first page to its last."""

    def __init__(self, session: Session, operation: Operation, call: Callable, cursor: str) -> None:
        self.session, self.operation, self.call, self.cursor = session, operation, call, cursor
        self.limit = next((name for name in _LIMITS if find_parameter(operation, name, "query")), None)

    def run(self) -> None:
        whole = self._page(None)
        if whole is None or not whole.is_accepted:
            return
        small = self._small_pages()
        again = self._page(None)
        entries = read_items(whole.json)
        is_quiet = again is not None and read_items(again.json) == entries
        if small and is_quiet and entries[: len(small)] != small:
            self._add(whole, "the pages of one entry do not hold what the first page holds", "the same entries", "skip")
        self._to_the_end(whole)

    def _small_pages(self) -> list[str]:
        """Return the entries of some pages of one entry each."""
        found: list[str] = []
        position: str | None = None
        for _ in range(SMALL_PAGES if self.limit else 0):
            page = self._page(position, 1)
            if page is None or not page.is_accepted:
                return []
            entries = read_items(page.json)
            if len(entries) > 1:
                self._add(
                    page, f"a page with `{self.limit}=1` has {len(entries)} entries", "one entry at most", "limit"
                )
                return []
            found += entries
            position = self._next(page, position)
            if position is None:
                break
        return found

    def _to_the_end(self, page: Answer) -> None:
        position = self._next(page, None)
        used = set()
        for _ in range(MAX_PAGES):
            if position is None:
                return
            if position in used:
                self._add(page, "a cursor leads back to where it came from", "each cursor leads further", "loop")
                return
            used.add(position)
            following = self._page(position)
            if following is None:
                return
            page, position = following, self._next(following, position)
        promise = f"`{self.operation.key}` ends"
        self.session.record.undecided(
            problems.UNDECIDED, self.operation, promise, f"there are more than {MAX_PAGES} pages"
        )

    def _page(self, position: str | None, size: int | None = None) -> Answer | None:
        query: dict[str, Any] = {self.cursor: position} if position is not None else {}
        if size is not None and self.limit is not None:
            query[self.limit] = size
        case: Case[Any] = bare_case(self.call, query=query)
        return self.session.send(case)

    def _next(self, page: Answer, came_from: str | None) -> str | None:
        """Return the cursor of the next page, `None` on the last; record what is wrong with what the page says of it."""
        if not page.is_accepted:
            if came_from is not None:
                self._add(page, "the cursor that a page gave is refused", "the next page", "refused")
            return None
        position, has_more = read_next(page.json)
        if has_more and position is None:
            self._add(page, "a page says that there is more and gives no cursor", "a cursor", "absent")
        if has_more is False and position is not None:
            self._add(page, "the last page gives a cursor", "no cursor on the last page", "last")
            return None
        return position

    def _add(self, answer: Answer, message: str, promised: str, anchor: str) -> None:
        evidence = seen(answer.curl, promised, answer.describe())
        text = f"`{self.operation.key}`: {message}"
        self.session.record.add(problems.CURSOR_BROKEN, self.operation.place, text, evidence=evidence, anchor=anchor)


def read_items(body: object) -> list[str]:
    """Return the entries of a page, each as canonical JSON: the body itself, or its first list."""
    if isinstance(body, dict):
        body = next((value for value in body.values() if isinstance(value, list)), [])
    return [json.dumps(item, sort_keys=True) for item in body] if isinstance(body, list) else []


def read_next(body: object) -> tuple[str | None, bool | None]:
    """Return the cursor of the next page, and whether the page says that there is one.

    >>> read_next({"items": [], "page": {"nextCursor": "abc", "hasMore": True}})
    ('abc', True)
    """
    places = [body, *(body.values() if isinstance(body, dict) else ())]
    objects = [place for place in places if isinstance(place, dict)]
    position = next((place[name] for place in objects for name in _NEXT if isinstance(place.get(name), str)), None)
    more = next((place[name] for place in objects for name in _MORE if isinstance(place.get(name), bool)), None)
    return position or None, more
