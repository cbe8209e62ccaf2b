"""What happens to shipments on the road, as messages of the contract."""

import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

PROGRESS, DELIVERED, EXCEPTION = "carrier.status.progress", "carrier.status.delivered", "carrier.status.exception"
TYPES = {PROGRESS: "delivery-progressed", DELIVERED: "delivery-completed", EXCEPTION: "delivery-exception"}
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What is reported of one shipment: subject, type, minutes ago when it happened.
_STEPS = (
    (PROGRESS, "PICKED_UP", 300),
    (PROGRESS, "DEPARTED", 280),
    (EXCEPTION, "DELAYED", 200),
    (PROGRESS, "ARRIVED", 60),
    (PROGRESS, "OUT_FOR_DELIVERY", 45),
    (DELIVERED, "DELIVERED", 1),
)


@dataclass(frozen=True, slots=True)
class Report:
    """One message before it is sent."""

    subject: str
    headers: dict[str, str]
    payload: dict[str, object]

    @property
    def content(self) -> bytes:
        return json.dumps(self.payload).encode()


def report_journeys(shipments: int, *, first: int = 1) -> Iterator[Report]:
    """Yield the reports of some shipments, those of each in the order in which they are recorded."""
    journeys = [list(_report_one(f"SHP-2026-{number:06d}")) for number in range(first, first + shipments)]
    for step in zip(*journeys, strict=True):
        yield from step


def _report_one(shipment_id: str) -> Iterator[Report]:
    flow = str(uuid4())
    for subject, kind, minutes in _STEPS:
        yield make_report(subject, shipment_id, kind, minutes, flow)


def make_report(subject: str, shipment_id: str, kind: str, minutes: int, flow: str) -> Report:
    """Make one report of something that happened some minutes ago."""
    payload: dict[str, object] = {
        "eventId": make_ulid(),
        "shipmentId": shipment_id,
        "type": kind,
        "classifier": "actual",
        "occurredAt": show(datetime.now(UTC) - timedelta(minutes=minutes)),
        "recordedAt": show(datetime.now(UTC)),
        "scac": "MRDF",
        "reportedBy": "API",
    }
    if subject == EXCEPTION:
        payload["reason"] = "WEATHER"
    if subject == DELIVERED:
        payload["proofOfDelivery"] = {"signedBy": "R. Alvarez"}
    return Report(subject, make_headers(subject, shipment_id, str(payload["eventId"]), flow), payload)


def make_headers(subject: str, shipment_id: str, event_id: str, flow: str) -> dict[str, str]:
    """Make the CloudEvents headers of the NATS binding; the time is stamped when the message is sent."""
    return {
        "ce-specversion": "1.0",
        "ce-id": event_id,
        "ce-source": "/northway/carrier",
        "ce-type": f"example.northway.carrier.{TYPES[subject]}.v1",
        "ce-subject": shipment_id,
        "ce-correlationid": flow,
        "content-type": "application/json",
    }


def stamp(report: Report) -> Report:
    """Return a report with the time of its sending; a repeated report keeps the time it has."""
    if "ce-time" in report.headers:
        return report
    return Report(report.subject, {**report.headers, "ce-time": show(datetime.now(UTC))}, report.payload)


def show(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def make_ulid() -> str:
    """Make a ULID: 48 bits of time in milliseconds, 80 bits of chance."""
    number = (int(time.time() * 1000) << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -5, -5))
