"""The whole test of an event contract: listen on the broker, and judge each message and all of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crossdock.registry.conformance import problems
from crossdock.registry.conformance.messages import (
    Kind,
    Opened,
    header_failures,
    is_told,
    kinds_of,
    open_message,
    payload_failure,
)
from crossdock.registry.conformance.personal import hide_personal, tell_failure
from crossdock.registry.conformance.record import Record, seen
from crossdock.registry.conformance.sequence import judge_duplicates, judge_latency, judge_order
from crossdock.registry.conformance.specimens import make_specimens
from crossdock.registry.conformance.target import Target, require_reachable
from crossdock.registry.documents.document import Document
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.evidence import Payload
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule
from crossdock.registry.transport import Listening, Transport

SHOWN = 300  # characters of a payload that cannot be read


@dataclass(frozen=True, slots=True)
class Feed:
    """The contract under test. `examples` are its example files by their stem (`Shipped--one`)."""

    contract: Contract
    interface: Interface
    document: Document
    examples: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a test found, and how many messages came on each address."""

    findings: tuple[Finding, ...]
    counts: tuple[tuple[str, int], ...]
    published: int = 0


def run_event_test(
    feed: Feed, target: Target, transport: Transport, *, seconds: float, count: int | None, has_examples: bool
) -> Heard:
    """Listen to what the owner publishes, and judge it. Raises RegistryError when the broker cannot be reached.

    With `has_examples` the contract's own examples are published first.
    """
    kinds = _kinds_by_address(feed.interface)
    specimens = make_specimens(feed.contract, feed.document, kinds, feed.examples) if has_examples else ()
    require_reachable(target)
    received = transport.listen(Listening(target.url, tuple(kinds), seconds, count, specimens))
    opened = [open_message(message, kinds[message.channel]) for message in received]
    record = Record(feed.contract)
    for message in opened:
        _judge(feed.contract, record, message)
    readable = [message for message in opened if not message.problem]
    judge_duplicates(feed.contract, record, readable)
    judge_order(feed.contract, record, readable)
    judge_latency(feed.contract, record, readable)
    counts = tuple((address, sum(message.channel == address for message in received)) for address in kinds)
    _judge_silence(record, kinds, counts, seconds)
    return Heard(record.findings(), counts, len(specimens))


def _kinds_by_address(interface: Interface) -> dict[str, tuple[Kind, ...]]:
    """Return the messages that the owner sends by address; what it receives is sent by others, and tells nothing of it."""
    found: dict[str, tuple[Kind, ...]] = {}
    for operation in interface.operations:
        kinds = kinds_of(operation)
        if operation.action == "send" and kinds:
            found[operation.address] = (*found.get(operation.address, ()), *kinds)
    if not found:
        raise RegistryError(
            f"`{interface.title}` sends no messages to listen to", "name a contract whose owner publishes"
        )
    return found


def _judge(contract: Contract, record: Record, message: Opened) -> None:
    operation, where = message.kind.operation, f"`{message.received.message.address}`"
    if message.problem:
        shown = message.received.message.payload[:SHOWN].decode("utf-8", "backslashreplace")
        _add(record, problems.MESSAGE_UNREADABLE, operation.place, f"a message on {where} cannot be read: {message.problem}",
             message, f"`{message.kind.payload.media_type or 'application/json'}`", shown)  # fmt: skip
        return
    if message.is_opaque:
        reason = f"payloads in `{message.kind.payload.media_type}` are not read by this test"
        record.undecided(problems.UNDECIDED, operation, f"the payload of `{message.kind.name}` fits", reason)
    _judge_payload(contract, record, message)
    for failure in header_failures(message):
        place = message.kind.headers.place if message.kind.headers is not None else operation.place
        name = failure.pointer.removeprefix("/")
        at = f" at `{name}`" if name else ""
        text = f"the headers of a message on {where} do not fit{at}: {failure.message}"
        _add(record, problems.MESSAGE_HEADERS_WRONG, place, text, message, "headers as declared", str(message.headers),
             f"{message.kind.name} {failure.schema_pointer} {failure.message}")  # fmt: skip
    semantics = contract.semantics
    for rule, name, expression in (
        (problems.CORRELATION_MISSING, "correlation id", semantics.correlation_id),
        (problems.KEY_MISSING, "idempotency key", semantics.idempotency_key),
        (problems.ORDERING_KEY_MISSING, "ordering key", semantics.ordering_key),
    ):
        if is_told(message, expression) and message.value(expression) is None:
            text = f"a message on {where} carries no {name}"
            _add(record, rule, operation.place, text, message, f"the {name} at `{expression}`", "nothing there")


def _judge_payload(contract: Contract, record: Record, message: Opened) -> None:
    failure = payload_failure(message)
    if failure is None:
        return
    at = f" at `{failure.pointer}`" if failure.pointer else ""
    shown = hide_personal(message.data, contract.classification.personal)
    reason = tell_failure(failure, message.data, contract.classification.personal)
    text = f"a message on `{message.received.message.address}` has a payload that does not fit{at}: {reason}"
    version = f"version {contract.version}" if contract.version else "the contract"
    evidence = Payload(shown, "the publisher", version, reason, failure.pointer)
    record.add(
        problems.PAYLOAD_WRONG, message.kind.payload.place, text, evidence=evidence, anchor=failure.schema_pointer
    )


def _judge_silence(
    record: Record, kinds: Mapping[str, tuple[Kind, ...]], counts: Sequence[tuple[str, int]], seconds: float
) -> None:
    """Say where nothing was heard: an error when it was nothing at all."""
    is_silent = not any(number for _, number in counts)
    for address, number in counts:
        operation = kinds[address][0].operation
        if number == 0 and is_silent:
            text = f"no message came on `{address}`"
            evidence = seen(f"listening to `{address}`", "messages are sent", f"by silence of {seconds:g} s")
            record.add(problems.NOTHING_HEARD, operation.place, text, evidence=evidence)
        elif number == 0:
            promise = f"messages on `{address}` fit"
            record.undecided(problems.UNDECIDED, operation, promise, f"no message came within {seconds:g} s")


def _add(
    record: Record, rule: Rule, place: Place, text: str, message: Opened, promised: str, found: str, anchor: str = ""
) -> None:
    sent = f"a message on `{message.received.message.address}`"
    identity = message.attribute("id")
    sent += f" with the id `{identity}`" if identity else ""
    record.add(rule, place, text, evidence=seen(sent, promised, found), anchor=anchor)
