"""The client of a contract of the landscape: it is typed, formatted, and does what it says over HTTP."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from tests.generators.clients import DIGEST, ROOT, data_of, generate, lint, load, write

PACKAGE = "wms_east_fulfilment_api_v1"
EXAMPLES = ROOT / "contracts/wms-east/fulfilment-api/v1/examples"
ORDER = json.loads((EXAMPLES / "FulfilmentOrder--shipped.json").read_text("utf-8"))
REQUEST = json.loads((EXAMPLES / "FulfilmentRequest--two-lines.json").read_text("utf-8"))
PROBLEM = {
    "type": "https://errors.northway.example/state-conflict",
    "title": "State does not allow this",
    "status": 409,
    "detail": "The goods have left the dock.",
    "correlationId": "7f3c2a54-6d1e-4b0a-9f0e-004711004711",
}
Handler = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(generate(ROOT, "wms-east/fulfilment-api@1"), tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def package(folder: Path) -> ModuleType:
    return load(folder, PACKAGE)


class Api:
    """Answers in order, the last one for ever, and remembers what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def client(self, package: ModuleType, **settings: Any) -> Any:
        client = package.Client(http=httpx.Client(transport=httpx.MockTransport(self)), **settings)
        client._core.sleep = self.pauses.append
        return client


def answer(status: int, data: object = None, **headers: str) -> httpx.Response:
    return httpx.Response(status, json=data, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_it_is_typed_and_formatted(folder: Path) -> None:
    assert lint(folder, PACKAGE) == []


def test_it_is_the_same_every_time_and_says_what_it_was_made_from(folder: Path) -> None:
    files = generate(ROOT, "wms-east/fulfilment-api@1")
    assert files == {path: (folder / path).read_text("utf-8") for path in files}
    assert "py.typed" in {Path(path).name for path in files}
    for path, text in files.items():
        if path.endswith((".py", ".toml", ".md")):
            head = text[:300]
            assert "from wms-east/fulfilment-api@1, version 1.3.0" in head and DIGEST.search(head), path


def test_importing_it_imports_neither_httpx_nor_pydantic(folder: Path) -> None:
    program = f"import {PACKAGE}, sys; sys.exit('httpx' in sys.modules or 'pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, check=False, timeout=60)
    assert done.returncode == 0


def test_a_call_is_one_line(package: ModuleType) -> None:
    api = Api(answer(200, ORDER, ETag='"7"'))
    seen: list[httpx.Response] = []
    with api.client(package) as client:
        order = client.get_fulfilment_order(order_id="ORD-2026-004711", on_response=seen.append)
    assert (
        str(api.requests[0].url) == "https://wms-east.northway.example/fulfilment/v1/fulfilment-orders/ORD-2026-004711"
    )
    assert order.status == "SHIPPED" and order.lines[0].requested.value == 12
    assert order.accepted_at.isoformat() == "2026-11-02T08:15:02+00:00"
    assert seen[0].headers["ETag"] == '"7"'
    assert data_of(order) == ORDER


def test_a_body_is_written_as_the_contract_names_it(package: ModuleType) -> None:
    api = Api(answer(201, ORDER))
    request = package.models.FulfilmentRequest.model_validate(REQUEST)
    api.client(package).create_fulfilment_order(body=request)
    assert json.loads(api.requests[0].content) == REQUEST
    made = package.models.CancellationRequest(reason="NOT_WANTED", note=None)
    api.client(package).cancel_fulfilment_order(order_id="ORD-2026-004711", body=made, if_match='"7"')
    assert json.loads(api.requests[1].content) == {"reason": "NOT_WANTED"}
    assert api.requests[1].headers["If-Match"] == '"7"'


def test_what_is_sent_is_checked_first(package: ModuleType) -> None:
    with pytest.raises(ValueError, match="note"):
        package.models.CancellationRequest(reason="NOT_WANTED", note="x" * 201)
    with pytest.raises(ValueError, match="lead elsewhere"):
        Api(answer(200)).client(package).get_fulfilment_order(order_id="..")


def test_unknown_codes_and_fields_survive(package: ModuleType) -> None:
    newer = {**ORDER, "status": "ON_THE_MOON", "crater": {"name": "Tycho", "deep": None}, "note": None}
    client = Api(answer(200, newer)).client(package, strict=True)
    order = client.get_fulfilment_order(order_id="ORD-2026-004711")
    assert order.status == "ON_THE_MOON"
    assert order.model_extra["crater"] == {"name": "Tycho", "deep": None}
    assert data_of(order) == newer


def test_an_answer_that_breaks_the_contract_is_kept_unless_strict(package: ModuleType) -> None:
    broken = {
        **ORDER,
        "acceptedAt": "yesterday",
        "lines": [{"orderLineNumber": "one"}, *ORDER["lines"]],
        "shipmentIds": [7],
    }
    del broken["locationId"]
    order = Api(answer(200, broken)).client(package).get_fulfilment_order(order_id="ORD-2026-004711")
    assert order.accepted_at == "yesterday" and order.location_id is None
    assert order.lines[1].item_id == "ITM-10025"
    assert data_of(order) == broken
    with pytest.raises(package.errors.UnexpectedAnswer, match="acceptedAt"):
        Api(answer(200, broken)).client(package, strict=True).get_fulfilment_order(order_id="ORD-2026-004711")


def test_a_problem_is_a_typed_error(package: ModuleType) -> None:
    api = Api(answer(409, PROBLEM, X_Correlation_Id="from-header"))
    body = package.models.CancellationRequest(reason="NOT_WANTED")
    with pytest.raises(package.errors.Conflict, match="State does not allow this") as caught:
        api.client(package).cancel_fulfilment_order(order_id="ORD-2026-004711", body=body)
    error = caught.value
    assert (error.status, error.correlation_id, error.attempts) == (409, "from-header", 1)
    assert isinstance(error.problem, package.models.ProblemDetails) and error.problem.status == 409
    assert error.body == PROBLEM and error.headers["X-Correlation-Id"] == "from-header"
    assert len(api.requests) == 1


def test_an_error_page_is_an_error_too(package: ModuleType) -> None:
    api = Api(httpx.Response(500, text="<html>"))
    with pytest.raises(package.errors.ServerError) as caught:
        api.client(package).get_shipment(shipment_id="SHP-2026-009120")
    assert caught.value.problem is None and caught.value.body == "<html>"


def test_a_call_is_repeated_with_its_key_when_the_api_asks_to_wait(package: ModuleType) -> None:
    api = Api(answer(429, {"title": "Later"}, Retry_After="3"), httpx.ConnectError("gone"), answer(201, ORDER))
    request = package.models.FulfilmentRequest.model_validate(REQUEST)
    assert api.client(package).create_fulfilment_order(body=request).order_id == "ORD-2026-004711"
    keys = {sent.headers["Idempotency-Key"] for sent in api.requests}
    assert len(api.requests) == 3 and len(keys) == 1 and len(keys.pop()) == 36
    assert api.pauses[0] == 3.0
    assert 0.7 <= api.pauses[1] <= 1.0  # 0.5 s doubled, less the jitter


def test_it_gives_up_as_the_contract_says(package: ModuleType) -> None:
    api = Api(answer(503, {"title": "Closed"}))
    with pytest.raises(package.errors.ServerError) as caught:
        api.client(package).get_shipment(shipment_id="SHP-2026-009120")
    assert caught.value.attempts == len(api.requests) == 4
    late = Api(answer(429, {"title": "Later"}, Retry_After="3600"))
    with pytest.raises(package.errors.TooManyRequests) as waited:
        late.client(package).get_shipment(shipment_id="SHP-2026-009120")
    assert waited.value.retry_after == 3600 and len(late.requests) == 1
    gone = Api(httpx.ReadTimeout("slow"))
    with pytest.raises(package.errors.NoAnswer, match="4 attempts"):
        gone.client(package).get_shipment(shipment_id="SHP-2026-009120")


def pages(request: httpx.Request) -> httpx.Response:
    cursor = request.url.params.get("cursor")
    assert request.url.params["limit"] == "1"
    page = {"hasMore": cursor is None, **({} if cursor else {"nextCursor": "c/2&"})}
    item = {"itemId": "ITM-10025", "locationId": "LOC-A", "quantity": {"value": 1.5, "unit": "EA"}, "page": cursor}
    return answer(200, {"items": [item], "page": page})


def test_all_pages_are_one_loop(package: ModuleType) -> None:
    client = package.Client(http=httpx.Client(transport=httpx.MockTransport(pages)))
    items = list(client.iter_inventory_positions(limit=1))
    assert [item.model_extra["page"] for item in items] == [None, "c/2&"]


def test_the_async_client_is_its_twin(package: ModuleType) -> None:
    async def run() -> list[Any]:
        async with package.AsyncClient(http=httpx.AsyncClient(transport=httpx.MockTransport(pages))) as client:
            return [item async for item in client.iter_inventory_positions(limit=1)]

    assert len(asyncio.run(run())) == 2
    names = {name for name in dir(package.Client) if name[0] != "_"} - {"close"}
    assert names == {name for name in dir(package.AsyncClient) if name[0] != "_"} - {"aclose"}


def test_tokens_are_fetched_kept_and_renewed(package: ModuleType) -> None:
    tokens = iter("abc")
    seen: list[str] = []

    def api(request: httpx.Request) -> httpx.Response:
        if request.url.host == "login.northway.example":
            assert request.content == b"grant_type=client_credentials&scope=fulfilment%3Aread"
            assert request.headers["Authorization"].startswith("Basic ")
            return answer(200, {"access_token": next(tokens), "expires_in": 3600})
        seen.append(request.headers["Authorization"])
        return answer(401, {"title": "Expired"}) if len(seen) == 2 else answer(200, ORDER)

    auth = package.auth.oauth2("id", "secret", scopes=["fulfilment:read"])
    client = package.Client(auth=auth, http=httpx.Client(transport=httpx.MockTransport(api)))
    for _ in range(3):
        client.get_fulfilment_order(order_id="ORD-2026-004711")
    assert seen == ["Bearer a", "Bearer a", "Bearer b", "Bearer b"]


def test_a_refused_token_is_an_error_of_the_client(package: ModuleType) -> None:
    api = Api(answer(401, {"error": "invalid_client"}))
    with pytest.raises(package.errors.NoToken, match=r"401.*invalid_client"):
        api.client(package, auth=package.auth.oauth2("id", "wrong")).get_shipment(shipment_id="SHP-2026-009120")
    assert [request.url.host for request in api.requests] == ["login.northway.example"]
