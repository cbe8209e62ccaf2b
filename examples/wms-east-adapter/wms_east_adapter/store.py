"""The warehouse: orders in its care, shipments that left, stock. In memory, with a little to begin with."""

from datetime import UTC, datetime
from hashlib import sha256

from wms_east_adapter.pages import Entry
from wms_east_adapter.payloads import FulfilmentRequest
from wms_east_adapter.problems import Problem, conflict, not_found, unprocessable

HERE = "LOC-WH-EAST"
Body = dict[str, object]


class Warehouse:
    def __init__(self) -> None:
        self.changes = 0
        self.orders: dict[str, Entry] = {}
        self.shipments: dict[str, Entry] = {}
        self.stock = {"ITM-10025": 348, "ITM-10310": 1200, "ITM-10477": 75}
        for number in range(1, 6):
            self._begin(number)

    def fulfil(self, request: FulfilmentRequest) -> Body:
        """Take an order. Raises a problem when it is here already, or an item is not stocked."""
        if request.orderId in self.orders:
            raise conflict("The warehouse has this order already.")
        unknown = [
            {"pointer": f"/lines/{index}/itemId", "detail": "This item is not stocked here.", "code": "not-stocked"}
            for index, line in enumerate(request.lines)
            if line.itemId not in self.stock
        ]
        if unknown:
            raise unprocessable("Some lines cannot be accepted.", unknown)
        lines = [
            {"orderLineNumber": line.orderLineNumber, "itemId": line.itemId, "requested": line.quantity.model_dump()}
            for line in request.lines
        ]
        return self._keep(
            {
                "orderId": request.orderId,
                "locationId": HERE,
                "status": "RELEASED",
                "lines": lines,
                "shipmentIds": [],
                "acceptedAt": now(),
            }
        )

    def cancel(self, order_id: str, if_match: str | None) -> Body:
        """Withdraw an order. Raises a problem when it is not here, was changed meanwhile, or is on its way."""
        order = self.order(order_id)
        if if_match is not None and if_match != entity_tag(order):
            raise Problem(
                412,
                "state-changed",
                "State has changed",
                "Read the resource again and repeat the call with its new `ETag`.",
            )
        if order["status"] not in ("RELEASED", "ALLOCATED"):
            raise conflict(f"The order is {order['status']}.")
        return self._keep({**order, "status": "CANCELLED"})

    def order(self, order_id: str) -> Body:
        if order_id not in self.orders:
            raise not_found()
        return self.orders[order_id].body

    def shipment(self, shipment_id: str) -> Body:
        if shipment_id not in self.shipments:
            raise not_found()
        return self.shipments[shipment_id].body

    def positions(self) -> list[Entry]:
        """Return the stock as it is now."""
        asked = now()
        return [
            Entry(number, {
                "itemId": item,
                "locationId": HERE,
                "inventoryStatus": "AVAILABLE",
                "quantity": {"value": count, "unit": "EA"},
                "asOf": asked,
            })
            for number, (item, count) in enumerate(sorted(self.stock.items()), start=1)
        ]  # fmt: skip

    def _keep(self, order: Body) -> Body:
        self.changes += 1
        body = {**order, "updatedAt": now()}
        self.orders[str(order["orderId"])] = Entry(self.changes, body)
        return body

    def _begin(self, number: int) -> None:
        """Put one shipped order into the warehouse."""
        order_id, shipment_id = f"ORD-2026-00{4000 + number}", f"SHP-2026-00{9000 + number}"
        quantity = {"value": 12 * number, "unit": "EA"}
        line = {"orderLineNumber": 1, "itemId": "ITM-10025", "requested": quantity, "shipped": quantity}
        self._keep(
            {
                "orderId": order_id,
                "locationId": HERE,
                "status": "SHIPPED",
                "lines": [line],
                "shipmentIds": [shipment_id],
                "acceptedAt": "2026-11-02T08:15:02Z",
            }
        )
        shipped = {"orderId": order_id, "orderLineNumber": 1, "itemId": "ITM-10025", "quantity": quantity}
        body: Body = {
            "shipmentId": shipment_id,
            "orderIds": [order_id],
            "shipFromLocationId": HERE,
            "shipToLocationId": "LOC-CUST-30412",
            "carrierId": "CAR-MERI",
            "status": "DISPATCHED",
            "lines": [shipped],
            "grossWeight": {"value": 15.5 * number, "unit": "kg"},
            "actualShipTime": "2026-11-03T19:05:00Z",
        }
        self.shipments[shipment_id] = Entry(number, body)


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entity_tag(body: Body) -> str:
    return f'"{sha256(repr(sorted(body.items())).encode()).hexdigest()[:16]}"'
