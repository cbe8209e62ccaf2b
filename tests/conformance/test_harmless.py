"""A test makes neither the tool nor the target reach beyond this machine."""

import json
import socket
import urllib.request
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from hypothesis import given, settings
from hypothesis import strategies as st

from crossdock.registry.cli.main import group
from crossdock.registry.conformance.harmless import NOWHERE, make_harmless, make_path_harmless
from crossdock.registry.conformance.target import is_loopback
from tests.conformance.serving import served

SUBSCRIPTIONS = """openapi: 3.1.0
info: {title: Subscriptions, version: 1.0.0}
paths:
  /subscriptions:
    post:
      operationId: subscribe
      parameters:
        - {name: notify, in: query, schema: {type: string, format: uri}}
        - {name: X-Callback, in: header, schema: {type: string}, example: 'http://203.0.113.9/header'}
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Subscription'}
            examples:
              partner: {value: {callbackUrl: 'https://partner.example/hook', host: partner.example, note: 'or http://198.51.100.3/'}}
      responses:
        '201': {description: Subscribed.}
        '302': {description: Moved., headers: {Location: {schema: {type: string}}}}
        '422': {description: Refused.}
components:
  schemas:
    Subscription:
      type: object
      required: [callbackUrl]
      properties:
        callbackUrl: {type: string, format: uri}
        host: {type: string, format: hostname}
        note: {type: string}
        others: {type: array, items: {type: string, format: uri}}
"""
FILES = {
    "crossdock.yaml": "registry: small\n",
    "contracts/hub/system.yaml": "title: Hub\nrole: platform\n",
    "contracts/hub/subscriptions/v1/contract.yaml": "kind: api\ntitle: Subscriptions\nversion: 1.0.0\n",
    "contracts/hub/subscriptions/v1/openapi.yaml": SUBSCRIPTIONS,
}


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    for path, content in FILES.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    return tmp_path


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Record where every socket of this process connects to; one that leaves the machine fails at once."""
    seen: list[str] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def watch(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            seen.append(f"{address[0]}:{address[1]}")
            assert ip_address(address[0]).is_loopback, f"a connection to {address} leaves this machine"
        connect(self, address)

    def watch_names(host: Any, *rest: Any, **named: Any) -> Any:
        assert is_loopback(str(host)), f"the name {host} was looked up"
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket.socket, "connect", watch)
    monkeypatch.setattr(socket, "getaddrinfo", watch_names)
    yield seen
    assert all(ip_address(address.rpartition(":")[0]).is_loopback for address in seen)


def test_callbacks_of_the_target_stay_on_this_machine(registry: Path, connections: list[str]) -> None:
    """The target calls every address that it is given; none of them leads away."""
    called: list[str] = []
    app = FastAPI()

    @app.post("/subscriptions")
    async def subscribe(request: Request) -> Response:
        data = json.loads(await request.body() or b"null")
        for address in [
            *find_addresses(data),
            *find_addresses(dict(request.query_params)),
            *find_addresses(dict(request.headers)),
        ]:
            called.append(address)
            call_back(address)
        is_known = isinstance(data, dict) and isinstance(data.get("callbackUrl"), str)
        return JSONResponse({}, 201 if is_known else 422)

    with served(app) as target:
        run(registry, target)
    assert len(called) > 20, "the test proves nothing when no address was sent"
    assert {f"127.0.0.1:{NOWHERE.partition(':')[2]}"} <= set(connections)


def test_redirects_are_not_followed(registry: Path, connections: list[str]) -> None:
    app = FastAPI()

    @app.post("/subscriptions")
    async def subscribe() -> Response:
        return RedirectResponse("http://198.51.100.9/stolen", 302)

    with served(app) as target:
        run(registry, target)
    assert set(connections) == {target.removeprefix("http://")}


def test_proxies_of_the_environment_are_not_used(
    registry: Path, connections: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://198.51.100.10:3128")
    monkeypatch.setenv("NO_PROXY", "")
    app = FastAPI()

    @app.post("/subscriptions")
    async def subscribe() -> Response:
        return JSONResponse({}, 201)

    with served(app) as target:
        run(registry, target)
    assert set(connections) == {target.removeprefix("http://")}


def run(registry: Path, target: str) -> None:
    command = ["test", "hub/subscriptions@1", "--target", target, "--registry", str(registry), "--max-examples", "40"]
    done = CliRunner().invoke(group, command, prog_name="crossdock")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert "requests were answered" in done.output


def find_addresses(data: object) -> list[str]:
    if isinstance(data, str):
        return [word for word in data.split() if "//" in word or "." in word]
    if isinstance(data, dict):
        return [found for name, value in data.items() if name != "user-agent" for found in find_addresses(value)]
    return [found for item in data for found in find_addresses(item)] if isinstance(data, list) else []


def call_back(address: str) -> None:
    """Call an address as a careless system would."""
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=1).close()
    except (OSError, ValueError, UnicodeError):
        return  # nothing listens there, or it is no address


JSON = st.recursive(
    st.text() | st.integers() | st.sampled_from(["http://a.example", "//b.example/x", "ws://[2001:db8::1]:80/", "a b"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["url", "callback"]), inner),
    max_leaves=10,
)


@settings(max_examples=150, deadline=None, database=None)
@given(JSON)
def test_made_harmless_twice_is_made_harmless_once(data: object) -> None:
    once = make_harmless(data)
    assert make_harmless(once) == once
    assert not any(name in json.dumps(once) for name in ("a.example", "b.example", "2001:db8"))


def test_own_addresses_stay() -> None:
    own = {"url": "http://127.0.0.1:8080/x", "link": "http://localhost/", "id": "http:/one-slash"}
    assert make_harmless(own) == own


def test_bytes_and_paths() -> None:
    assert make_harmless(b"<a href='http://x.example/y'>") == b"<a href='http://127.0.0.1:9/y'>"
    assert make_path_harmless("http%3A%2F%2Fx.example%2Fy") == "http%3A%2F%2F127.0.0.1%3A9%2Fy"
    assert make_path_harmless("ORD-1") == "ORD-1"
