"""The example publisher keeps its contract over a real NATS server; each defect put into it is found."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from click.testing import CliRunner

from crossdock.registry.cli.main import group
from crossdock.registry.errors import RegistryError
from tests.conformance.broker import PUBLISHER, broker, publishing
from tests.conformance.serving import ROOT

CONTRACT = "carrier/status-feed@1"
PERSON = "R. Alvarez"
_numbers = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with broker() as address:
        yield address


def run(server: str, *arguments: str, code: int, contract: str = CONTRACT) -> dict[str, Any]:
    command = ["test", contract, "--target", server, "--registry", str(ROOT), "--format", "json", "--duration", "8s"]
    done = CliRunner().invoke(group, [*command, *arguments], prog_name="crossdock")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def journeys(shipments: int = 1) -> list[Any]:
    from carrier_status_publisher.journey import report_journeys

    return list(report_journeys(shipments, first=next(_numbers) * 10))


def test_the_publisher_keeps_its_contract(server: str) -> None:
    with publishing(server, lambda: journeys(2), repeat_every=7):
        report = run(server, "--count", "30", code=0)
    assert report["findings"] == []
    assert report["verdict"] == "compatible"
    assert "30 messages were heard" in report["notices"][0]


def test_the_publisher_runs_as_its_page_says(server: str) -> None:
    command = [sys.executable, "-m", "carrier_status_publisher", "--server", server, "--pause", "0", "--shipments", "1"]
    subprocess.run(command, cwd=PUBLISHER, check=True, timeout=20)


def headers(**changes: str | None) -> Callable[[list[Any]], Iterable[Any]]:
    """Change headers of every report; `None` removes one."""

    def change(reports: list[Any]) -> Iterable[Any]:
        named = {name.replace("_", "-"): value for name, value in changes.items()}
        for report in reports:
            merged = {**report.headers, **named}
            yield replace(report, headers={name: value for name, value in merged.items() if value is not None})

    return change


def payload(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[list[Any]], Iterable[Any]]:
    return lambda reports: [replace(report, payload=change(dict(report.payload))) for report in reports]


def renamed(data: dict[str, Any]) -> dict[str, Any]:
    data["occurred_at"] = data.pop("occurredAt")
    return data


def signed(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "proofOfDelivery": {"signedBy": [PERSON]}}


def without_key(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "eventId"}


def without_shipment(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "shipmentId": None}


def other_payload(reports: list[Any]) -> Iterable[Any]:
    """Send the first report again with the same key and another payload."""
    first = reports[0]
    return [first, replace(first, payload={**first.payload, "scac": "OTHR"}), *reports[1:]]


def other_key(reports: list[Any]) -> Iterable[Any]:
    """Send the first report again as the same event with another key."""
    first = reports[0]
    return [
        first,
        replace(first, payload={**first.payload, "eventId": reports[1].payload["eventId"][:-1] + "0"}),
        *reports[1:],
    ]


def backwards(reports: list[Any]) -> Iterable[Any]:
    """Number the reports of the shipment, and send them in the opposite order."""
    numbered = [replace(r, headers={**r.headers, "ce-sequence": str(n)}) for n, r in enumerate(reports, start=8)]
    return numbered[::-1]


def turned_back(reports: list[Any]) -> Iterable[Any]:
    """Send reports whose time goes back."""
    return [
        replace(report, headers={**report.headers, "ce-time": f"2026-11-03T19:{59 - number}:00Z"})
        for number, report in enumerate(reports)
    ]


DEFECTS: list[tuple[str, Callable[[list[Any]], Iterable[Any]], str, str, int]] = [
    ("no-correlation", headers(ce_correlationid=None), "conformance-correlation-id-missing", "correlation id", 1),
    ("no-source", headers(ce_source=None), "conformance-message-headers-wrong", "ce-source", 1),
    (
        "other-type",
        headers(ce_type="example.northway.carrier.other.v1"),
        "conformance-message-headers-wrong",
        "ce-type",
        1,
    ),
    ("renamed", payload(renamed), "conformance-message-payload-wrong", "occurredAt", 1),
    ("no-key", payload(without_key), "conformance-idempotency-key-missing", "idempotency key", 1),
    ("no-order", payload(without_shipment), "conformance-ordering-key-missing", "ordering key", 1),
    ("duplicate-payload", other_payload, "conformance-duplicate-differs", "different payloads", 1),
    ("duplicate-key", other_key, "conformance-duplicate-differs", "different idempotency keys", 1),
    ("backwards", backwards, "conformance-order-broken", "`sequence`", 1),
    ("turned-back", turned_back, "conformance-order-broken", "`time`", 0),
    ("late", headers(ce_time="2026-01-01T00:00:00Z"), "conformance-latency-exceeded", "later than 10 s", 0),
]


@pytest.mark.parametrize(("change", "rule", "words", "code"), [d[1:] for d in DEFECTS], ids=[d[0] for d in DEFECTS])
def test_each_defect_is_found(
    server: str, change: Callable[[list[Any]], Iterable[Any]], rule: str, words: str, code: int
) -> None:
    with publishing(server, lambda: change(journeys())):
        report = run(server, "--count", "14", code=code)
    found = [finding for finding in report["findings"] if finding["rule"] == rule]
    assert found, [finding["rule"] for finding in report["findings"]]
    assert any(words in finding["message"] for finding in found), [finding["message"] for finding in found]
    assert found[0]["at"]["path"].startswith("contracts/carrier/status-feed/v1/")
    assert found[0]["evidence"]["kind"] in ("answer", "payload")


def test_personal_data_stays_out_of_reports(server: str) -> None:
    with publishing(server, lambda: payload(signed)(journeys())):
        report = run(server, "--count", "10", code=1)
    assert any(finding["rule"] == "conformance-message-payload-wrong" for finding in report["findings"])
    assert PERSON not in json.dumps(report)


def test_silence_is_no_success(server: str) -> None:
    report = run(server, "--duration", "300ms", code=1)
    assert {finding["rule"] for finding in report["findings"]} == {"conformance-message-absent"}
    assert len(report["findings"]) == 3


def test_an_address_without_messages_stays_open(server: str) -> None:
    only = [report for report in journeys() if report.subject == "carrier.status.progress"]
    with publishing(server, lambda: only):
        report = run(server, "--duration", "1200ms", code=0)
    assert report["verdict"] == "unknown"
    open_ = [finding for finding in report["findings"] if finding["rule"] == "conformance-undecided"]
    assert len(open_) == 2


def test_the_examples_of_the_contract_are_published(server: str) -> None:
    report = run(server, "--publish-examples", "--duration", "1s", code=0)
    assert [finding["rule"] for finding in report["findings"]] == []
    assert "examples published by this test" in report["notices"][0]


def test_other_readers_lose_nothing(server: str) -> None:
    """A test that listens leaves every message to the queue group that the contract names."""
    import asyncio

    import nats

    async def read_along() -> int:
        client = await nats.connect(server)
        queue = await client.subscribe("carrier.status.progress", queue="delivery-progress")
        await client.flush()
        await asyncio.to_thread(run, server, "--publish-examples", "--duration", "1s", code=0)
        seen = queue.pending_msgs
        await client.close()
        return seen

    assert asyncio.run(read_along()) == 3


def test_no_broker_is_no_result() -> None:
    with pytest.raises(RegistryError, match="cannot be reached"):
        run("nats://127.0.0.1:9", code=2)


def test_a_broker_that_goes_away_is_no_result() -> None:
    import threading

    from tests.conformance.broker import find_server
    from tests.conformance.serving import free_port, wait_for

    port = free_port()
    process = subprocess.Popen([find_server(), "--addr", "127.0.0.1", "--port", str(port)], stderr=subprocess.DEVNULL)
    wait_for(port)

    def stop() -> None:
        time.sleep(1.5)
        process.terminate()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(RegistryError, match="failed"):
        run(f"nats://127.0.0.1:{port}", "--duration", "20s", code=2)
    thread.join()
    process.wait(10)


def test_something_else_than_a_broker_is_no_result() -> None:
    from tests.conformance.serving import served

    async def app(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError("nobody asks")

    with served(app) as address, pytest.raises(RegistryError):
        run(address.replace("http", "nats"), "--duration", "1s", code=2)


def test_an_api_is_not_listened_to(server: str) -> None:
    with pytest.raises(RegistryError, match="sends no messages"):
        run(server, code=2, contract="wms-east/fulfilment-api@1")
