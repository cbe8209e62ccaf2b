"""Errors as problem details (RFC 9457)."""

from collections.abc import Mapping, Sequence

from fastapi.responses import JSONResponse


class Problem(Exception):
    """An error that the caller is told of."""

    def __init__(
        self, status: int, code: str, title: str, detail: str, errors: Sequence[Mapping[str, str]] = ()
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.title, self.detail, self.errors = status, code, title, detail, list(errors)

    def render(self, correlation_id: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
        body: dict[str, object] = {
            "type": f"https://errors.northway.example/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "correlationId": correlation_id,
        }
        if self.errors:
            body["errors"] = self.errors
        return JSONResponse(body, self.status, dict(headers or {}), media_type="application/problem+json")


def malformed(detail: str) -> Problem:
    return Problem(400, "malformed-request", "Malformed request", detail)


def unprocessable(detail: str, errors: Sequence[Mapping[str, str]] = ()) -> Problem:
    return Problem(422, "unprocessable-content", "Unprocessable content", detail, errors)


def not_found() -> Problem:
    return Problem(404, "not-found", "Not found", "Nothing is known under this number.")


def conflict(detail: str) -> Problem:
    return Problem(409, "state-conflict", "State does not allow this", detail)
