"""An adapter that keeps its contract, made to break it: one defect at a time, between the application and the wire."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]
Answer = tuple[int, list[tuple[bytes, bytes]], bytes]
Change = Callable[[Message, Answer], Answer]
Enter = Callable[[Message], None]


class Broken:
    """An ASGI application around another: `enter` changes the scope of a request, `leave` the whole answer."""

    def __init__(self, app: Any, *, enter: Enter | None = None, leave: Change | None = None) -> None:
        self.app, self.enter, self.leave = app, enter, leave

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        if self.enter is not None:
            self.enter(scope)
        sent: list[Message] = []

        async def keep(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, keep)
        answer = sent[0]["status"], list(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:])
        status, headers, body = self.leave(scope, answer) if self.leave else answer
        headers = [(name, value) for name, value in headers if name != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def forget_key(scope: Message) -> None:
    """Give every call a key of its own, as if there were none."""
    scope["headers"] = [
        (name, str(uuid4()).encode() if name == b"idempotency-key" else value) for name, value in scope["headers"]
    ]


def make_up_key(scope: Message) -> None:
    """Give a call without a key one."""
    if not any(name == b"idempotency-key" for name, _ in scope["headers"]):
        scope["headers"] = [*scope["headers"], (b"idempotency-key", str(uuid4()).encode())]


def make_up_token(scope: Message) -> None:
    """Let everybody in."""
    others = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
    scope["headers"] = [*others, (b"authorization", b"Bearer test-token")]


def rename_field(scope: Message, answer: Answer) -> Answer:
    status, headers, body = answer
    return status, headers, body.replace(b'"locationId"', b'"location_id"')


def answer_202(scope: Message, answer: Answer) -> Answer:
    status, headers, body = answer
    return (202 if status == 201 else status), headers, body


def drop_correlation(scope: Message, answer: Answer) -> Answer:
    status, headers, body = answer
    return status, [(name, value) for name, value in headers if name != b"x-correlation-id"], body


def plain_errors(scope: Message, answer: Answer) -> Answer:
    status, headers, _ = answer
    if status < 400:
        return answer
    kept = [(name, value) for name, value in headers if name != b"content-type"]
    return status, [*kept, (b"content-type", b"application/json")], b'{"detail":"no"}'


def crash(scope: Message, answer: Answer) -> Answer:
    return (500, [(b"content-type", b"text/plain")], b"Traceback") if answer[0] in (400, 422) else answer


def repeat_page(scope: Message, answer: Answer) -> Answer:
    """Give the first page's cursor for ever."""
    status, headers, body = answer
    data = json.loads(body) if status == 200 else {}
    if "page" not in data:
        return answer
    data["page"] |= {"hasMore": True, "nextCursor": "WzUsIDUsIDBd"}
    return status, headers, json.dumps(data).encode()


def accept_all(scope: Message, answer: Answer) -> Answer:
    """Answer what cannot be read as if it were an empty list."""
    status, headers, _ = answer
    if status == 400 and scope["path"] == "/shipments":
        kept = [(name, value) for name, value in headers if name != b"content-type"]
        rate = [(b"ratelimit-limit", b"1"), (b"ratelimit-remaining", b"1"), (b"ratelimit-reset", b"1")]
        return 200, [*kept, *rate, (b"content-type", b"application/json")], b'{"items":[],"page":{"hasMore":false}}'
    return answer


def refuse_all(scope: Message, answer: Answer) -> Answer:
    status, headers, _ = answer
    if scope["method"] == "POST" and status == 201:
        problem = {"type": "about:blank", "title": "no", "status": 400}
        kept = [(name, value) for name, value in headers if name != b"content-type"]
        return 400, [*kept, (b"content-type", b"application/problem+json")], json.dumps(problem).encode()
    return answer


def as_text(scope: Message, answer: Answer) -> Answer:
    """Send JSON as plain text."""
    status, headers, body = answer
    kept = [(name, value) for name, value in headers if name != b"content-type"]
    return (status, [*kept, (b"content-type", b"text/plain")], body) if status == 200 else answer


def wrong_limit(scope: Message, answer: Answer) -> Answer:
    """Send a rate limit that is no number."""
    status, headers, body = answer
    return status, [(name, b"many" if name == b"ratelimit-limit" else value) for name, value in headers], body


def other_status(scope: Message, answer: Answer) -> Answer:
    """Say another status in the problem than on the wire."""
    status, headers, body = answer
    return status, headers, body.replace(f'"status":{status}'.encode(), b'"status":418')


def _page(change: Callable[[dict[str, Any]], None]) -> Change:
    def leave(scope: Message, answer: Answer) -> Answer:
        status, headers, body = answer
        data = json.loads(body) if status == 200 else {}
        if "page" not in data:
            return answer
        change(data)
        return status, headers, json.dumps(data).encode()

    return leave


def _lose_cursor(data: dict[str, Any]) -> None:
    data["page"].pop("nextCursor", None)
    data["page"]["hasMore"] = True


def _ignore_limit(data: dict[str, Any]) -> None:
    data["items"] = data["items"] * 2


def _wrong_cursor(data: dict[str, Any]) -> None:
    data["page"] |= {"hasMore": True, "nextCursor": "!"}


def _cursor_at_the_end(data: dict[str, Any]) -> None:
    data["page"].setdefault("nextCursor", "WzUsIDUsIDBd")


lose_cursor, ignore_limit = _page(_lose_cursor), _page(_ignore_limit)
wrong_cursor, cursor_at_the_end = _page(_wrong_cursor), _page(_cursor_at_the_end)
