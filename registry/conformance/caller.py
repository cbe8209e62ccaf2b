"""Sends cases to the target, and nowhere else."""

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import uuid4

import requests
from schemathesis import Case
from schemathesis import Response as JudgedResponse
from urllib3.exceptions import NewConnectionError

from crossdock.registry.conformance.harmless import HEADERS_OF_HOSTS, make_harmless, make_path_harmless
from crossdock.registry.conformance.personal import hide_personal
from crossdock.registry.conformance.target import PORTS, Target, unreachable
from crossdock.registry.errors import RegistryError

PATIENCE = 10.0  # seconds for one answer
MAX_SHOWN = 1_500  # characters of a request's body in evidence
_TEST_CASE = "X-Schemathesis-TestCaseId"
_NOT_TOLD = {"user-agent", "accept", "accept-encoding", "connection", "content-length"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `response` is `None` when nothing did, and `problem` says why. `elapsed` is in seconds."""

    curl: str
    request: requests.PreparedRequest
    response: requests.Response | None = None
    problem: str = ""
    personal: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """The status, 0 without an answer."""
        return self.response.status_code if self.response is not None else 0

    @property
    def is_accepted(self) -> bool:
        """Whether the call succeeded."""
        return 200 <= self.status < 300

    @property
    def elapsed(self) -> float:
        """Seconds until the header of the answer came."""
        return self.response.elapsed.total_seconds() if self.response is not None else 0.0

    @property
    def json(self) -> object:
        """The body as JSON data, `None` when it is not JSON."""
        try:
            return self.response.json() if self.response is not None else None
        except ValueError:
            return None

    def header(self, name: str) -> str | None:
        """Return a header of the answer."""
        return self.response.headers.get(name) if self.response is not None else None

    def judged(self) -> JudgedResponse:
        """Return the answer as Schemathesis judges it."""
        assert self.response is not None  # noqa: S101 - asked by the caller
        return JudgedResponse.from_requests(self.response, verify=True)

    def describe(self) -> str:
        """Return the answer in one line."""
        if self.response is None:
            return self.problem
        data = self.json
        text = " ".join(self.response.text.split())
        if self.personal and isinstance(data, dict | list):
            text = json.dumps(hide_personal(data, self.personal), ensure_ascii=False)
        media = self.response.headers.get("Content-Type", "no content type")
        return f"{self.status} ({media})" + (f" {text[:300]}{'…' if len(text) > 300 else ''}" if text else "")


@dataclass(slots=True)
class Caller:
    """Sends requests to one target, without proxies, without following redirects, and with the headers that were given.

    The headers are credentials: they replace generated ones, and are not written into reports. `personal` are the
    places of personal data, which are not either.
    """

    target: Target
    headers: Mapping[str, str] = field(default_factory=dict)
    personal: tuple[str, ...] = ()
    elapsed: list[float] = field(default_factory=list)
    count: int = 0
    limited: int = 0  # answers that the rate limit gave
    _session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self._session.trust_env = False  # no proxies, no netrc
        self._session.headers.clear()

    def __enter__(self) -> "Caller":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def call(self, case: Case[Any], *, has_credentials: bool = True) -> Answer | None:
        """Send a case; `None` when it cannot be written as a request. Raises RegistryError when the target is gone."""
        try:
            prepared = self._prepare(case, has_credentials)
        except (requests.RequestException, ValueError):  # such as a header that HTTP cannot carry
            return None
        self._guard(prepared)
        curl = render_curl(prepared, self.headers if has_credentials else {})
        try:
            response = self._session.send(prepared, allow_redirects=False, timeout=PATIENCE)
        except requests.Timeout:
            return Answer(curl, prepared, None, f"no answer within {PATIENCE:g} s")
        except requests.ConnectionError as error:
            return Answer(curl, prepared, None, self._explain(error))
        except (requests.RequestException, ValueError) as error:
            return Answer(curl, prepared, None, f"an answer that is not HTTP: {error}")
        self._session.cookies.clear()
        self.count += 1
        self.limited += response.status_code == requests.codes.too_many_requests
        answer = Answer(curl, prepared, response, personal=self.personal)
        if answer.is_accepted:
            self.elapsed.append(answer.elapsed)
        return answer

    def _prepare(self, case: Case[Any], has_credentials: bool) -> requests.PreparedRequest:
        sent = dict(case.as_transport_kwargs(base_url=self.target.url))
        headers = requests.structures.CaseInsensitiveDict(sent.pop("headers", {}))
        for name in (_TEST_CASE, *HEADERS_OF_HOSTS):
            headers.pop(name, None)
        headers["User-Agent"] = "crossdock"
        if has_credentials:
            headers.update(self.headers)
        request = requests.Request(headers=headers, **sent)
        return self._session.prepare_request(request)

    def _guard(self, prepared: requests.PreparedRequest) -> None:
        parts = urlsplit(str(prepared.url))
        there = parts.scheme, parts.hostname, parts.port or PORTS.get(parts.scheme)
        if there != (self.target.scheme, self.target.host, self.target.port):
            raise RegistryError(f"a generated request would leave the target: `{prepared.url}`", "report this defect")

    def _explain(self, error: requests.ConnectionError) -> str:
        """Say why there is no answer. Raises RegistryError when nothing listens any more."""
        reason = getattr(error.args[0], "reason", None) if error.args else None
        if isinstance(reason, NewConnectionError):
            raise unreachable(self.target, "nothing listens there any more") from None
        return "the connection was closed without an answer"


def make_case_harmless(case: Case[Any]) -> bool:
    """Replace addresses of others in a case; return whether there were any."""
    before = (dict(case.query), dict(case.headers), case.body, dict(case.path_parameters))
    query = {name: make_harmless(value, name) for name, value in case.query.items()}
    headers = {name: make_harmless(value, name) for name, value in case.headers.items()}
    paths = {name: make_path_harmless(value) for name, value in case.path_parameters.items()}
    body = make_harmless(case.body)
    if (query, headers, body, paths) == before:
        return False
    case.query, case.path_parameters = query, paths
    case.body = cast(Any, body)  # what was JSON data is JSON data
    case.headers.update(headers)
    return True


def fresh_key() -> str:
    """Return a key that was never sent before."""
    return str(uuid4())


def render_curl(prepared: requests.PreparedRequest, secrets: Mapping[str, str]) -> str:
    """Return a request as a command line; the values of `secrets` stand as variables of the same name.

    The command names the method always, so that it reads alike for all.
    """
    hidden = {name.lower() for name in secrets}
    words = ["curl", "-X", str(prepared.method), shlex.quote(str(prepared.url))]
    for name, value in prepared.headers.items():
        if name.lower() in _NOT_TOLD:
            continue
        shown = value.decode("latin-1") if isinstance(value, bytes) else str(value)
        variable = name.upper().replace("-", "_")
        words += ["-H", f'"{name}: ${variable}"' if name.lower() in hidden else shlex.quote(f"{name}: {shown}")]
    body = prepared.body
    if body:
        text = body.decode("utf-8", "backslashreplace") if isinstance(body, bytes) else str(body)
        words += ["--data-raw", shlex.quote(text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…")]
    return " ".join(words)
