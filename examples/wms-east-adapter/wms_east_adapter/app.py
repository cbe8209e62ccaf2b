"""The API: routes, and how errors become problem details."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Body, Depends, FastAPI, Header, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import AwareDatetime
from starlette.exceptions import HTTPException

from wms_east_adapter.gate import Gate
from wms_east_adapter.idempotency import Answers
from wms_east_adapter.pages import Entry, read_page
from wms_east_adapter.payloads import CancellationRequest, FulfilmentRequest
from wms_east_adapter.problems import Problem, malformed, not_found, unprocessable
from wms_east_adapter.store import Warehouse, entity_tag

READ, WRITE = "fulfilment:read", "fulfilment:write"
TEST_TOKENS = {"test-token": frozenset((READ, WRITE)), "read-token": frozenset((READ,))}
ORDERS = "/fulfilment-orders"

Status = Literal[
    "CREATED", "ON_HOLD", "VALIDATED", "RELEASED", "ALLOCATED", "PICKED", "PARTIALLY_SHIPPED", "SHIPPED", "DELIVERED",
    "INVOICED", "SETTLED", "RETURNED", "CANCELLED",
]  # fmt: skip
StockStatus = Literal["AVAILABLE", "ALLOCATED", "ON_HOLD", "QUARANTINED", "DAMAGED", "IN_TRANSIT"]
OrderId = Annotated[str, Path(alias="orderId", pattern=r"^ORD-[0-9]{4}-[0-9]{6}$")]
ShipmentId = Annotated[str, Path(alias="shipmentId", pattern=r"^SHP-[0-9]{4}-[0-9]{6}$")]
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Tag = Annotated[str | None, Header(alias="If-Match", pattern=r'^"[^"]*"$')]
Cursor = Annotated[str | None, Query(min_length=1, max_length=512)]
Limit = Annotated[int, Query(ge=1, le=200)]


def create_app(
    *, tokens: Mapping[str, frozenset[str]] | None = None, calls_a_minute: int = 600, warehouse: Warehouse | None = None
) -> FastAPI:
    """Make the adapter. Without `tokens` it knows the test tokens `test-token` and `read-token`."""
    app = FastAPI(title="Fulfilment API of Warehouse East", openapi_url=None)
    app.state.warehouse = warehouse or Warehouse()
    app.state.answers = Answers()
    app.middleware("http")(Gate(tokens or TEST_TOKENS, calls_a_minute))
    app.exception_handler(Problem)(_render_problem)
    app.exception_handler(RequestValidationError)(_render_validation)
    app.exception_handler(HTTPException)(_render_http)
    _add_orders(app)
    _add_reading(app)
    return app


def _warehouse(request: Request) -> Warehouse:
    found: Warehouse = request.app.state.warehouse
    return found


Here = Annotated[Warehouse, Depends(_warehouse)]


def _add_orders(app: FastAPI) -> None:
    @app.get(ORDERS)
    def list_orders(
        here: Here,
        cursor: Cursor = None,
        limit: Limit = 50,
        status: Status | None = None,
        updated_since: Annotated[AwareDatetime | None, Query(alias="updatedSince")] = None,
    ) -> Response:
        orders = [entry for entry in here.orders.values() if status in (None, entry.body["status"])]
        if updated_since is not None:
            orders = [entry for entry in orders if _changed(entry) >= updated_since]
        return JSONResponse(read_page(orders, cursor, limit))

    @app.post(ORDERS)
    async def create_order(
        request: Request, here: Here, key: Key, body: Annotated[FulfilmentRequest, Body()]
    ) -> Response:
        def create() -> Response:
            made = here.fulfil(body)
            return JSONResponse(made, 201, {**_tag(made), "Location": f"{ORDERS}/{body.orderId}"})

        return await _once(request, key, create)

    @app.get(ORDERS + "/{orderId}")
    def read_order(here: Here, order_id: OrderId) -> Response:
        found = here.order(order_id)
        return JSONResponse(found, headers=_tag(found))

    @app.post(ORDERS + "/{orderId}/cancellation")
    async def cancel_order(
        request: Request,
        here: Here,
        order_id: OrderId,
        key: Key,
        body: Annotated[CancellationRequest, Body()],
        if_match: Tag = None,
    ) -> Response:
        def cancel() -> Response:
            cancelled = here.cancel(order_id, if_match)
            return JSONResponse(cancelled, headers=_tag(cancelled))

        return await _once(request, key, cancel)


def _add_reading(app: FastAPI) -> None:
    @app.get("/shipments")
    def list_shipments(
        here: Here,
        cursor: Cursor = None,
        limit: Limit = 50,
        order_id: Annotated[str | None, Query(alias="orderId", pattern=r"^ORD-[0-9]{4}-[0-9]{6}$")] = None,
        carrier_id: Annotated[str | None, Query(alias="carrierId", pattern=r"^CAR-[A-Z0-9]{4}$")] = None,
    ) -> Response:
        found = [
            entry
            for entry in here.shipments.values()
            if (order_id is None or order_id in str(entry.body["orderIds"]))
            and carrier_id in (None, entry.body["carrierId"])
        ]
        return JSONResponse(read_page(found, cursor, limit))

    @app.get("/shipments/{shipmentId}")
    def read_shipment(here: Here, shipment_id: ShipmentId) -> Response:
        found = here.shipment(shipment_id)
        return JSONResponse(found, headers=_tag(found))

    @app.get("/inventory-positions")
    def list_positions(
        here: Here,
        cursor: Cursor = None,
        limit: Limit = 50,
        item_id: Annotated[str | None, Query(alias="itemId", pattern=r"^ITM-[0-9]{5}$")] = None,
        status: Annotated[StockStatus | None, Query(alias="inventoryStatus")] = None,
    ) -> Response:
        wanted = {"itemId": item_id, "inventoryStatus": status}
        found = [
            entry
            for entry in here.positions()
            if all(value in (None, entry.body[name]) for name, value in wanted.items())
        ]
        return JSONResponse(read_page(found, cursor, limit))


async def _once(request: Request, key: str, make: Callable[[], Response]) -> Response:
    """Answer a call that changes something: once for each key."""
    content = await request.body()
    fingerprint = hashlib.sha256(f"{request.method} {request.url.path}\n".encode() + content).hexdigest()
    answers: Answers = request.app.state.answers
    return answers.once((request.state.caller, key), fingerprint, make)


def _tag(body: dict[str, object]) -> dict[str, str]:
    return {"ETag": entity_tag(body)}


def _changed(entry: Entry) -> datetime:
    return datetime.fromisoformat(str(entry.body["updatedAt"]))


async def _render_problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return problem.render(request.state.correlation_id)


async def _render_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    problem = not_found() if error.status_code == 404 else malformed(str(error.detail))
    return problem.render(request.state.correlation_id, error.headers)


async def _render_validation(request: Request, error: Exception) -> Response:
    """A body that was understood and does not fit is 422, everything else 400."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    wrong = [each for each in found if each["loc"][0] != "body" or each["type"] == "json_invalid"]
    if wrong:
        place = ".".join(str(part) for part in wrong[0]["loc"][:2])
        return malformed(f"`{place}`: {wrong[0]['msg']}").render(request.state.correlation_id)
    errors = [{"pointer": _pointer(each["loc"][1:]), "detail": each["msg"]} for each in found]
    return unprocessable("The body cannot be accepted.", errors).render(request.state.correlation_id)


def _pointer(steps: tuple[str | int, ...]) -> str:
    """Return the place of an error; names that no log should hold end it."""
    named: list[str] = []
    for step in map(str, steps):
        if not step.isprintable():
            break
        named.append("/" + step.replace("~", "~0").replace("/", "~1"))
    return "".join(named)
