"""The example adapter keeps its contract; each defect put into it is found."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from crossdock.registry.cli.main import group
from crossdock.registry.errors import RegistryError
from tests.conformance import broken
from tests.conformance.serving import ROOT, served, started

CONTRACT = "wms-east/fulfilment-api@1"
TOKEN = "Authorization: Bearer test-token"
CREATE, READ, LIST, SHIPMENTS = "createFulfilmentOrder", "getFulfilmentOrder", "listFulfilmentOrders", "listShipments"


def run(address: str, *arguments: str, code: int) -> dict[str, Any]:
    """Run the command against an adapter, and return the JSON report."""
    command = ["test", CONTRACT, "--target", address, "--registry", str(ROOT), "--format", "json", "--header", TOKEN]
    done = CliRunner().invoke(group, [*command, *arguments], prog_name="crossdock")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def adapter() -> Any:
    from wms_east_adapter.app import create_app

    return create_app(calls_a_minute=1_000_000)


def test_the_adapter_keeps_its_contract() -> None:
    with started() as address:
        report = run(address, "--max-examples", "15", code=0)
    assert report["findings"] == []
    assert report["verdict"] == "compatible"
    notices = " ".join(report["notices"])
    assert "requests were answered" in notices
    assert "never answered with success" not in notices


DEFECTS = [
    ("rename_field", "conformance-response-body-wrong", (LIST, READ), "locationId"),
    ("answer_202", "conformance-status-undeclared", (CREATE,), "202"),
    ("drop_correlation", "conformance-correlation-id-missing", (LIST,), "X-Correlation-Id"),
    ("plain_errors", "conformance-problem-details-wrong", (READ,), "application/json"),
    ("crash", "conformance-server-error", (CREATE,), "500"),
    ("repeat_page", "conformance-cursor-broken", (LIST,), "leads back"),
    ("accept_all", "conformance-malformed-request-accepted", (SHIPMENTS,), "accepted"),
    ("refuse_all", "conformance-valid-request-refused", (CREATE,), "example"),
    ("forget_key", "conformance-idempotency-key-ignored", (CREATE,), "Idempotency-Key"),
    ("make_up_key", "conformance-idempotency-key-optional", (CREATE,), "Idempotency-Key"),
    ("as_text", "conformance-content-type-undeclared", (LIST,), "text/plain"),
    ("wrong_limit", "conformance-response-header-wrong", (LIST,), "`RateLimit-Limit`"),
    ("other_status", "conformance-problem-details-wrong", (READ,), "418"),
    ("lose_cursor", "conformance-cursor-broken", (LIST,), "gives no cursor"),
    ("ignore_limit", "conformance-cursor-broken", (LIST,), "entries"),
    ("wrong_cursor", "conformance-cursor-broken", (LIST,), "refused"),
    ("cursor_at_the_end", "conformance-cursor-broken", (LIST,), "last page"),
    ("make_up_token", "conformance-authentication-missing", (READ,), "credentials"),
]


@pytest.mark.parametrize(("defect", "rule", "operations", "words"), DEFECTS, ids=[entry[0] for entry in DEFECTS])
def test_each_defect_is_found(defect: str, rule: str, operations: tuple[str, ...], words: str) -> None:
    change = getattr(broken, defect)
    is_entering = change.__code__.co_argcount == 1
    app = broken.Broken(adapter(), **{"enter" if is_entering else "leave": change})
    only = [part for name in operations for part in ("--operation", name)]
    with served(app) as address:
        report = run(address, *only, "--max-examples", "8", code=1)
    found = [finding for finding in report["findings"] if finding["rule"] == rule]
    assert found, [finding["rule"] for finding in report["findings"]]
    finding = found[0]
    assert words in finding["message"]
    assert finding["at"]["path"] == "contracts/wms-east/fulfilment-api/v1/openapi.yaml"
    assert finding["at"]["line"] > 1
    evidence = finding["evidence"]
    assert evidence["kind"] == "answer"
    assert evidence["sent"].startswith("curl -X ")
    assert address in evidence["sent"]
    assert "test-token" not in json.dumps(report), "credentials do not belong into reports"
    assert rule in [each["id"] for each in report["rules"]]


def test_a_key_that_serves_two_requests_is_a_warning() -> None:
    from wms_east_adapter.idempotency import Answers

    class Careless(Answers):
        def once(self, key: tuple[str, str], fingerprint: str, make: Any) -> Any:
            return super().once((key[0], key[1] + fingerprint), fingerprint, make)

    app = adapter()
    app.state.answers = Careless()
    with served(app) as address:
        report = run(address, "--operation", CREATE, "--max-examples", "0", code=0)
    assert [(finding["rule"], finding["severity"]) for finding in report["findings"]] == [
        ("conformance-idempotency-key-reused", "warning")
    ]


def test_a_second_effect_is_seen_where_the_answer_hides_it() -> None:
    """The answer is the same each time, but the list grows: the key is not honoured."""
    app = broken.Broken(adapter(), enter=broken.forget_key, leave=_same_answer({}))
    with served(app) as address:
        report = run(address, "--operation", CREATE, "--operation", READ, "--max-examples", "0", code=1)
    assert "conformance-idempotency-key-ignored" in [finding["rule"] for finding in report["findings"]]


def _same_answer(first: dict[bytes, Any]) -> broken.Change:
    """Give a cancelled twin away as the first order: the same bytes for ever, whatever was done."""
    count = [0]

    def change(scope: broken.Message, answer: broken.Answer) -> broken.Answer:
        if scope["method"] == "GET":
            headers = [(name, value) for name, value in answer[1] if name != b"etag"]
            return answer[0], [*headers, (b"etag", f'"{count[0]}"'.encode())], answer[2]
        if answer[0] == 201:
            first.setdefault(b"answer", answer)
        if b"answer" in first:
            count[0] += 1
            return first[b"answer"]  # type: ignore[no-any-return]  # what was put in above
        return answer

    return change


def test_nothing_at_the_target_is_no_result() -> None:
    with pytest.raises(RegistryError, match="cannot be reached"):
        run("http://127.0.0.1:9", code=2)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://198.51.100.7", "is not this machine"),
        ("http://partner.example/api", "is not this machine"),
        ("http://127.0.0.1.partner.example", "is not this machine"),
        ("http://user:secret@127.0.0.1", "more than an address"),
        ("ftp://127.0.0.1", "is no address to test"),
        ("http://127.0.0.1:99999", "is no address to test"),
    ],
)
def test_only_this_machine_is_tested(address: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nothing may be connected to")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(RegistryError, match=words):
        run(address, code=2)


def test_an_unknown_operation_names_the_closest() -> None:
    with served(adapter()) as address, pytest.raises(RegistryError, match="no operation") as caught:
        run(address, "--operation", "getFulfilmentOrders", code=2)
    assert "getFulfilmentOrder" in caught.value.fix


def test_other_reports(tmp_path: Path) -> None:
    output = tmp_path / "report.xml"
    app = broken.Broken(adapter(), leave=broken.answer_202)
    with served(app) as address:
        command = ["test", CONTRACT, "--target", address, "--registry", str(ROOT), "--header", TOKEN]
        command += ["--operation", CREATE, "--max-examples", "1"]
        done = CliRunner().invoke(
            group, [*command, "--report", "text", "--report", "junit", "--output", "-", "--output", str(output)]
        )
    assert done.exit_code == 1, done.output
    assert "breaking: " in done.stdout
    assert "the contract says: declares 201" in " ".join(done.stdout.split())
    assert "Authorization: $AUTHORIZATION" in done.stdout
    assert "conformance-status-undeclared" in output.read_text("utf-8")


def test_a_rate_limit_is_told() -> None:
    from wms_east_adapter.app import create_app

    with served(create_app(calls_a_minute=5)) as address:
        report = run(address, "--operation", LIST, "--max-examples", "10", code=0)
    assert any("rate limit (429)" in notice for notice in report["notices"])


def test_a_target_that_was_tested_before_is_tested_again() -> None:
    app = adapter()
    with served(app) as address:
        reports = [run(address, "--operation", CREATE, "--max-examples", "1", code=0) for _ in range(3)]
    assert [report["findings"] for report in reports] == [[], [], []]
    assert not any("never answered" in notice for report in reports for notice in report["notices"])


@contextmanager
def hanging_up(connections: int) -> Iterator[str]:
    """Accept some connections and close each without an answer; then stop listening."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]

        def serve() -> None:
            for _ in range(connections):
                listening.accept()[0].close()
            listening.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{port}"
        thread.join(10)


def test_an_answer_that_does_not_come_is_found() -> None:
    with hanging_up(1 + 1 + 1) as address, pytest.raises(RegistryError, match="nothing listens there any more"):
        run(address, "--operation", LIST, code=2)


def test_a_connection_that_is_closed_is_a_failure_of_the_adapter() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
        raise ConnectionError

    with served(app) as address:
        report = run(address, "--operation", LIST, "--max-examples", "1", "--no-negative", code=1)
    assert [finding["rule"] for finding in report["findings"]] == ["conformance-server-error"]


def test_an_environment_names_a_server_of_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[Any] = []

    def refuse(address: Any, **_: Any) -> None:
        connected.append(address)
        raise OSError("not from a test")

    monkeypatch.setattr(socket, "create_connection", refuse)
    command = ["test", CONTRACT, "--registry", str(ROOT), "--env"]
    done = CliRunner().invoke(group, [*command, "staging"])
    assert "cannot be reached" in str(done.exception)
    assert connected == [("wms-east.staging.northway.example", 443)]
    done = CliRunner().invoke(group, [*command, "stagin"])
    assert "did you mean `staging`?" in str(done.exception)


def test_a_target_of_another_environment_is_refused() -> None:
    command = [
        "test",
        CONTRACT,
        "--registry",
        str(ROOT),
        "--env",
        "staging",
        "--target",
        "https://wms-east.northway.example",
    ]
    done = CliRunner().invoke(group, command)
    assert "is not this machine" in str(done.exception)


def test_a_target_must_be_named() -> None:
    done = CliRunner().invoke(group, ["test", CONTRACT, "--registry", str(ROOT)])
    assert done.exit_code == 2
    assert "--target URL" in done.stderr
