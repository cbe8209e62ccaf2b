"""One effect for each key: the first answer is kept and given again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from fastapi.responses import Response

from wms_east_adapter.problems import unprocessable

KEPT = 24 * 3600  # seconds


@dataclass(slots=True)
class Kept:
    fingerprint: str
    until: float
    status: int
    body: bytes
    headers: dict[str, str]


@dataclass(slots=True)
class Answers:
    """Answers by caller and key."""

    kept: dict[tuple[str, str], Kept] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def once(self, key: tuple[str, str], fingerprint: str, make: Callable[[], Response]) -> Response:
        """Return the kept answer, or make it. Raises a problem when the key came with another request."""
        with self.lock:
            known = self.kept.get(key)
            if known is None or known.until < time.time():
                made = make()
                headers = {name: made.headers[name] for name in ("etag", "location") if name in made.headers}
                known = Kept(fingerprint, time.time() + KEPT, made.status_code, bytes(made.body), headers)
                self.kept[key] = known
        if known.fingerprint != fingerprint:
            raise unprocessable("The key was used for another request.")
        return Response(known.body, known.status, known.headers, media_type="application/json")
