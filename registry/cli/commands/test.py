"""`crossdock test`: does a running system keep its contract."""

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from crossdock.registry.cli.options import registry_option
from crossdock.registry.cli.output import write_reports
from crossdock.registry.discovery import load_units, unit_names
from crossdock.registry.documents.document import Document
from crossdock.registry.errors import RegistryError, UnknownName
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.result import CheckResult
from crossdock.registry.open import Found, OpenRegistry, find_contract, open_registry
from crossdock.registry.revision import Revision
from crossdock.registry.transport import Transport

if TYPE_CHECKING:
    from crossdock.registry.conformance.target import Target


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked of a test."""

    target: str | None
    environment: str | None
    hosts: tuple[str, ...]
    headers: tuple[str, ...]
    operations: tuple[str, ...]
    seed: int
    max_examples: int
    has_negative: bool
    seconds: float
    count: int | None
    has_examples: bool


class Duration(click.ParamType[float]):
    """A span of time in seconds: `500ms`, `10s`, `2m`."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read a span; anything else is a usage error."""
        match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|m)", str(value))
        if match is None:
            self.fail(f"`{value}` is no span of time: write `500ms`, `10s` or `2m`", param, ctx)
        return float(match[1]) * {"ms": 0.001, "s": 1, "m": 60}[match[2]]


@click.command(
    "test",
    help="""Test a running system against its contract.

    An event contract is tested on its broker: what its owner publishes is heard and judged, message by message and together (duplicates,
    order for each key, latency). Nothing is taken away from other readers.

    An API is called with the contract's examples and with generated requests, good and bad ones; what the manifest promises (idempotency
    key, correlation id, cursors, latency) is tried as well.

    Generated requests go to this machine only, unless --env or --allow-host names another host; addresses inside requests are
    replaced by loopback addresses.

    \b
    Examples:
      crossdock test wms-east/fulfilment-api@1 --target http://127.0.0.1:8080 --header 'Authorization: Bearer test-token'
      crossdock test wms-east/fulfilment-api@1 --target http://127.0.0.1:8080 --report junit --output report.xml
      crossdock test carrier/status-feed@1 --target nats://127.0.0.1:4222 --duration 30s

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 the test could not be completed.
    """,
)
@click.argument("contract")
@click.option("--target", metavar="URL", help="Where the system answers; stands for the contract's server address.")
@click.option("--env", "environment", metavar="NAME", help="Test the contract's server of this environment.")
@click.option("--allow-host", "hosts", multiple=True, metavar="HOST", help="Send to this host too; repeatable.")
@click.option(
    "--header", "headers", multiple=True, metavar="'NAME: VALUE'", help="Send with every request; repeatable."
)
@click.option("--operation", "operations", multiple=True, metavar="ID", help="Only this operation; repeatable.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same requests.")
@click.option(
    "--max-examples", type=click.IntRange(min=0), default=20, show_default=True, help="Generated requests of each sort."
)
@click.option(
    "--negative/--no-negative", default=True, show_default=True, help="Send what the contract does not allow."
)
@click.option("--duration", type=Duration(), default="10s", show_default=True, help="How long to listen to a broker.")
@click.option("--count", type=click.IntRange(min=1), help="Stop listening after so many messages.")
@click.option("--publish-examples", is_flag=True, help="Publish the contract's own examples first, for a smoke test.")
@click.option(
    "--report", "reports", multiple=True, metavar="NAME", help="How to report, repeatable: text, json, junit …"
)
@click.option(
    "--output", "outputs", multiple=True, metavar="PATH", help="Where each report goes, in order; - is standard output."
)
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), help="The same as --report.")
@click.option("--fail-on", type=click.Choice([s.value for s in Severity]), default="error", show_default=True)
@click.option("--verbose", "-v", is_flag=True, help="Show every detail.")
@registry_option
def test(
    contract: str,
    target: str | None,
    environment: str | None,
    hosts: tuple[str, ...],
    headers: tuple[str, ...],
    operations: tuple[str, ...],
    seed: int,
    max_examples: int,
    negative: bool,
    duration: float,
    count: int | None,
    publish_examples: bool,
    reports: tuple[str, ...],
    outputs: tuple[str, ...],
    output_format: str | None,
    fail_on: str,
    verbose: bool,
    registry_path: Path | None,
) -> None:
    """Run the test and exit with its code."""
    names = reports or ((output_format,) if output_format else ("text",))
    _refuse_contradictions(names, outputs, target, environment)
    options = Options(
        target, environment, hosts, headers, operations, seed, max_examples, negative, duration, count, publish_examples
    )
    with open_registry(registry_path) as registry:
        found = find_contract(registry.worktree(), contract)
        result = _run(registry, found, options, Severity(fail_on))
    write_reports(result, names, outputs, is_verbose=verbose)
    sys.exit(1 if result.failing() else 0)


def _refuse_contradictions(
    names: tuple[str, ...], outputs: tuple[str, ...], target: str | None, environment: str | None
) -> None:
    if target is None and environment is None:
        raise click.UsageError("name the running system: `--target URL`, or `--env NAME` for a server of the contract")
    known = unit_names("report")
    for name in names:
        if name not in known:
            raise click.UsageError(f"there is no report `{name}`; there are {', '.join(known)}")
    if len(outputs) > len(names):
        raise click.UsageError(f"{len(outputs)} outputs for {len(names)} reports: name a --report for each --output")


def _run(registry: OpenRegistry, found: Found, options: Options, threshold: Severity) -> CheckResult:
    subject = _open_subject(found)
    with _needs_extra():
        from crossdock.registry.conformance.result import make_result

        target = _find_target(subject, registry, options)
        findings, notices = _test(subject, target, options)
    return make_result(
        subject.contract,
        findings,
        [document for path in {finding.at.path for finding in findings} if (document := found.revision.document(path))],
        registry=registry.worktree().settings.name,
        target=target.url,
        notices=notices,
        threshold=threshold,
        prefix=registry.prefix,
        total=registry.worktree().index.contracts_count(),
    )


@dataclass(frozen=True, slots=True)
class Subject:
    """The contract under test, as far as it can be read."""

    contract: Contract
    interface: Interface
    document: Document
    revision: Revision


def _open_subject(found: Found) -> Subject:
    contract, revision = found.contract, found.revision
    document = revision.document(contract.document) if contract.document else None
    interface = revision.interface(contract)
    if document is None or interface is None or not document.is_readable:
        raise RegistryError(
            f"`{contract.key}` has no document that can be read", "`crossdock check --all` says what is wrong"
        )
    return Subject(contract, interface, document, revision)


@contextmanager
def _needs_extra() -> Iterator[None]:
    """Say what to install when the libraries of `crossdock test` are absent."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("schemathesis", "hypothesis", "requests", "nats"):
            raise
        raise RegistryError(f"`{error.name}` is not installed", "`pip install 'crossdock[test]'`") from None


def _find_target(subject: Subject, registry: OpenRegistry, options: Options) -> "Target":
    from crossdock.registry.conformance.servers import find_server
    from crossdock.registry.conformance.target import read_target

    hosts = {host.lower() for host in options.hosts}
    address = options.target
    if options.environment is not None:
        known = registry.worktree().settings.environments
        if options.environment not in known:
            raise UnknownName("environment", options.environment, known, f"`crossdock.yaml` knows {', '.join(known)}")
        server = find_server(subject.document.data, options.environment)
        hosts.add(urlsplit(server).hostname or "")
        address = address or server
    return read_target(address or "", hosts)


def _test(subject: Subject, target: "Target", options: Options) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    if target.scheme not in ("http", "https"):
        return _test_events(subject, target, options)
    from crossdock.registry.conformance.cases import Plan
    from crossdock.registry.conformance.http import Api, run_http_test

    api = Api(subject.contract, subject.interface, subject.document, subject.revision.resolver, _read_examples(subject))
    plan = Plan(options.seed, options.max_examples, options.has_negative)
    tested = run_http_test(api, target, _read_headers(options.headers), plan, options.operations)
    notices = [f"{tested.requests} requests were answered by {target.url}, with seed {options.seed}"]
    if tested.limited:
        notices.append(
            f"{tested.limited} of them by the rate limit (429): raise it for the test, else little is tested"
        )
    if tested.unsuccessful:
        notices.append(f"never answered with success: {', '.join(tested.unsuccessful)}")
    return tested.findings, tuple(notices)


def _test_events(subject: Subject, target: "Target", options: Options) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    from crossdock.registry.conformance.events import Feed, run_event_test

    feed = Feed(subject.contract, subject.interface, subject.document, _read_examples(subject))
    heard = run_event_test(
        feed,
        target,
        _find_transport(target.scheme),
        seconds=options.seconds,
        count=options.count,
        has_examples=options.has_examples,
    )
    shown = ", ".join(f"{number} on `{address}`" for address, number in heard.counts)
    own = f", {heard.published} of them examples published by this test" if heard.published else ""
    return heard.findings, (f"{sum(number for _, number in heard.counts)} messages were heard: {shown}{own}",)


def _find_transport(scheme: str) -> Transport:
    for unit in load_units("transport"):
        if isinstance(unit, Transport) and scheme in unit.schemes:
            return unit
    raise UnknownName("transport for", f"{scheme}://", ["http", *unit_names("transport")])


def _read_examples(subject: Subject) -> dict[str, object]:
    documents = [(path, subject.revision.document(path)) for path in subject.contract.examples]
    return {PurePosixPath(path).stem: body.data for path, body in documents if body is not None and body.is_readable}


def _read_headers(texts: tuple[str, ...]) -> Mapping[str, str]:
    headers = {}
    for text in texts:
        name, colon, value = text.partition(":")
        if not colon or not name.strip():
            raise click.UsageError(f"a header is written `NAME: VALUE`, not `{text.partition('=')[0]}…`")
        headers[name.strip()] = value.strip()
    return headers


COMMAND = test
