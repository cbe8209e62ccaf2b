"""What every call passes: the correlation id, the token, the rate."""

import hashlib
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from uuid import uuid4

from fastapi import Request
from fastapi.responses import Response

from wms_east_adapter.problems import Problem, malformed

CORRELATION = "X-Correlation-Id"
Next = Callable[[Request], Awaitable[Response]]
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class Gate:
    """Lets calls in. `tokens` maps an access token to its scopes; `calls_a_minute` counts for each token."""

    def __init__(self, tokens: Mapping[str, frozenset[str]], calls_a_minute: int) -> None:
        self.tokens = tokens
        self.limit = calls_a_minute
        self.windows: dict[str, tuple[int, int]] = {}

    async def __call__(self, request: Request, call_next: Next) -> Response:
        sent = request.headers.get(CORRELATION)
        is_readable = sent is None or _UUID.fullmatch(sent) is not None
        request.state.correlation_id = sent if sent and is_readable else str(uuid4())
        try:
            if not is_readable:
                raise malformed(f"`{CORRELATION}` is not a UUID.")
            request.state.caller = caller = self._authenticate(request)
            left = self._count(caller)
        except Problem as problem:
            response: Response = problem.render(request.state.correlation_id, self._wait(problem))
        else:
            response = await call_next(request)
            response.headers.update(self._rate(left))
        response.headers[CORRELATION] = request.state.correlation_id
        return response

    def _authenticate(self, request: Request) -> str:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        scopes = self.tokens.get(token) if scheme.lower() == "bearer" else None
        if scopes is None:
            detail = "Send `Authorization: Bearer …` with a token for this API."
            raise Problem(401, "token-missing", "Access token missing", detail)
        if ("fulfilment:read" if request.method == "GET" else "fulfilment:write") not in scopes:
            raise Problem(403, "scope-missing", "Scope missing", "The token has no scope for this operation.")
        return hashlib.sha256(token.encode()).hexdigest()

    def _count(self, caller: str) -> int:
        minute = int(time.time() // 60)
        began, count = self.windows.get(caller, (minute, 0))
        count = count + 1 if began == minute else 1
        self.windows[caller] = minute, count
        if count > self.limit:
            raise Problem(429, "rate-limited", "Rate limit used up", "Wait as `Retry-After` says.")
        return self.limit - count

    def _rate(self, left: int) -> dict[str, str]:
        reset = 60 - int(time.time() % 60)
        return {"RateLimit-Limit": str(self.limit), "RateLimit-Remaining": str(left), "RateLimit-Reset": str(reset)}

    def _wait(self, problem: Problem) -> dict[str, str]:
        if problem.status == 401:
            return {"WWW-Authenticate": 'Bearer realm="fulfilment"'}
        rate = self._rate(0)
        return {**rate, "Retry-After": rate["RateLimit-Reset"]} if problem.status == 429 else {}
