"""The whole test of an API: examples, repeated calls, lists, missing credentials, and generated requests."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from secrets import randbits
from statistics import median
from typing import Any

from schemathesis import Case, GenerationMode

from crossdock.registry.conformance import problems
from crossdock.registry.conformance.answers import judge_acceptance, judge_answer, judge_refusal
from crossdock.registry.conformance.bundle import add_examples, bundle_document
from crossdock.registry.conformance.caller import Answer, Caller, make_case_harmless
from crossdock.registry.conformance.cases import Operation as Callable
from crossdock.registry.conformance.cases import Plan, example_cases, generated_cases, load_operations
from crossdock.registry.conformance.idempotency import repeat_calls
from crossdock.registry.conformance.pagination import read_lists
from crossdock.registry.conformance.prepare import prepare_case
from crossdock.registry.conformance.record import Record, seen
from crossdock.registry.conformance.session import Session
from crossdock.registry.conformance.target import Target, require_reachable
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.errors import RegistryError, UnknownName
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Interface, Operation

ENOUGH = 5  # answers, to speak of latency


@dataclass(frozen=True, slots=True)
class Api:
    """The contract under test. `examples` are its example files by their stem (`Order--first`)."""

    contract: Contract
    interface: Interface
    document: Document
    resolver: Resolver
    examples: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tested:
    """What a test found, how many requests were answered, how many of them by the rate limit, and which operations never
    answered with success.
    """

    findings: tuple[Finding, ...]
    requests: int
    limited: int
    unsuccessful: tuple[str, ...]


def run_http_test(
    api: Api, target: Target, headers: Mapping[str, str], plan: Plan, only: Collection[str] = ()
) -> Tested:
    """Test a running adapter. Raises RegistryError when it cannot be reached, or no requests can be made of the contract."""
    document: dict[str, Any] = bundle_document(api.document, api.resolver)
    add_examples(document, api.examples)
    for name in ("servers", "host", "basePath", "schemes"):
        document.pop(name, None)  # the target stands for them
    operations = _pair(api.interface, load_operations(document), only)
    require_reachable(target)
    with Caller(target, headers, api.contract.classification.personal) as caller:
        session = Session(api.contract, operations, caller, Record(api.contract))
        return _Test(session, plan).run()


def _pair(
    interface: Interface, calls: Mapping[str, Callable], only: Collection[str]
) -> tuple[tuple[Operation, Callable], ...]:
    """Return the operations to test, those that make things first, those below others last."""
    known = [operation for operation in interface.operations if operation.key in calls]
    names = {name for operation in known for name in (operation.id, operation.key) if name}
    for name in only:
        if name not in names:
            raise UnknownName("operation", name, names, f"there is {', '.join(sorted(names))}")
    chosen = [operation for operation in known if not only or {operation.id, operation.key} & set(only)]
    if not chosen:
        raise RegistryError(f"`{interface.title}` has no operations to test", "name a contract of the kind `api`")
    ordered = sorted(chosen, key=lambda operation: (operation.address.count("{"), operation.action != "post"))
    return tuple((operation, calls[operation.key]) for operation in ordered)


class _Test:
    def __init__(self, session: Session, plan: Plan) -> None:
        self.session = session
        self.plan = plan

    def run(self) -> Tested:
        session = self.session
        for operation, call in session.operations:
            self._examples(operation, call)
        if session.key_header is not None:
            repeat_calls(session, randbits(32))  # what it creates must be new to a target that was tested before
        read_lists(session)
        for operation, call in session.operations:
            self._without_credentials(operation, call)
        for operation, call in session.operations:
            self._generated(operation, call)
        self._latency()
        missing = tuple(op.key for op, _ in session.operations if op.key not in session.successful)
        return Tested(session.record.findings(), session.caller.count, session.caller.limited, missing)

    def _examples(self, operation: Operation, call: Callable) -> None:
        for case in example_cases(call, self.plan.seed):
            prepare_case(self.session, operation, case, has_known_ids=False)
            is_intact = not make_case_harmless(case)
            answer = self._send(operation, case)
            if answer is not None and is_intact:
                judge_refusal(self.session, operation, answer, is_example=True)

    def _generated(self, operation: Operation, call: Callable) -> None:
        count = self.plan.max_examples
        cases = generated_cases(call, GenerationMode.POSITIVE, self.plan.seed, count)
        if not cases and count:
            reason = "no data can be generated for its schemas"
            promise = f"`{operation.key}` accepts what the contract allows"
            self.session.record.undecided(problems.UNDECIDED, operation, promise, reason)
        for number, case in enumerate(cases):
            prepare_case(self.session, operation, case, has_known_ids=number % 2 == 0)
            is_intact = not make_case_harmless(case)
            answer = self._send(operation, case)
            if answer is not None and is_intact:
                judge_refusal(self.session, operation, answer, is_example=False)
        if self.plan.has_negative:
            for case in generated_cases(call, GenerationMode.NEGATIVE, self.plan.seed, count):
                self._negative(operation, case)

    def _negative(self, operation: Operation, case: Case[Any]) -> None:
        is_intact = not make_case_harmless(case)
        answer = self._send(operation, case)
        if answer is not None and is_intact:
            judge_acceptance(self.session, operation, case, answer)

    def _without_credentials(self, operation: Operation, call: Callable) -> None:
        headers = self.session.caller.headers
        case = next(iter(example_cases(call, self.plan.seed)), None)
        if not operation.security or not headers or case is None or () in operation.security:
            return
        prepare_case(self.session, operation, case, has_known_ids=True)
        for name in headers:
            case.headers.pop(name, None)
        answer = self._send(operation, case, has_credentials=False)
        if answer is not None and answer.response is not None and answer.status not in (401, 403, 429):
            message = f"`{operation.key}` answered {answer.status} to a call without credentials"
            evidence = seen(answer.curl, "401", answer.describe())
            self.session.record.add(problems.AUTHENTICATION_MISSING, operation.place, message, evidence=evidence)

    def _send(self, operation: Operation, case: Case[Any], *, has_credentials: bool = True) -> Answer | None:
        answer = self.session.send(case, has_credentials=has_credentials)
        if answer is not None:
            judge_answer(self.session, operation, case, answer)
        return answer

    def _latency(self) -> None:
        promised = self.session.contract.semantics.latency_target
        measured = self.session.caller.elapsed
        if promised is None or len(measured) < ENOUGH or median(measured) <= promised:
            return
        message = (
            f"half of {len(measured)} answers took longer than {median(measured):.3f} s, {promised:g} s are promised"
        )
        operation = self.session.operations[0][0]
        evidence = seen(f"{len(measured)} calls", f"{promised:g} s", f"a median of {median(measured):.3f} s")
        self.session.record.add(problems.LATENCY_EXCEEDED, operation.place, message, evidence=evidence)
