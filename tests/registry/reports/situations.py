"""Runs as a check would return them, by the name of their folder in `tests/cases/reports/`."""

from dataclasses import replace

from crossdock.registry.model.evidence import Evidence, Exchange, Payload, Statement, Unknown
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.impact import Dependent, DependentKind, Reliance
from crossdock.registry.model.location import Location, Place
from crossdock.registry.model.result import Bump, CheckResult, ContractResult, Touch, Verdict
from crossdock.registry.model.rule import Rule

SHIPMENT = "contracts/wms-east/shipment-confirmed/v2/asyncapi.yaml"
ORDERS = "contracts/erp/order-api/v2/openapi.yaml"
QUANTITY = "/components/schemas/Shipment/properties/lines/items/properties/quantity"

REMOVED = Rule(
    "response-property-removed",
    Severity.ERROR,
    "A property disappears from a payload that the owner emits.",
    "readers of the base version may rely on the property",
    "keep it and mark it `deprecated`, or start a new line beside this one",
    "JSON Schema 2020-12, section 10.3.2.1 (`properties`)",
    bad="lines:\n  - itemId: ITM-10025",
    good="lines:\n  - itemId: ITM-10025\n    quantity: {value: 12, unit: EA}",
)


def build_result(
    *contracts: ContractResult,
    findings: tuple[Finding, ...] = (),
    rules: tuple[Rule, ...] = (),
    notices: tuple[str, ...] = (),
    prefix: str = "",
    hidden: int = 0,
) -> CheckResult:
    return CheckResult(
        "northway", "4f2a91c", "working tree", 41, contracts, findings,
        prefix=prefix, rules=rules, notices=notices, hidden=hidden,
    )  # fmt: skip


def build_contract(
    name: str, verdict: Verdict, *, touch: Touch = Touch.CHANGED, title: str = "Shipment confirmed",
    versions: tuple[str | None, str | None, str | None] = ("2.3.0", "2.4.0", "2.4.0"),
    owner: str | None = "warehouse-east", consumers: tuple[str, ...] = (), bump: Bump = Bump.MINOR,
) -> ContractResult:  # fmt: skip
    released, declared, needed = versions
    return ContractResult(
        name,
        title,
        owner,
        touch,
        verdict,
        bump,
        released,
        declared,
        needed,
        compared_with=released,
        consumers=consumers,
    )


def build_finding(
    rule: str, message: str, *, severity: Severity = Severity.ERROR, path: str = SHIPMENT, line: int = 41, column: int = 9,
    end: tuple[int, int] | None = None, pointer: str = "", contract: str | None = "wms-east/shipment-confirmed@2",
    was: int | None = None, evidence: Evidence | None = None, affects: tuple[str, ...] = (), why: str = "", fix: str = "",
    state: State = State.NEW, waiver: str | None = None, facts: tuple[tuple[str, str], ...] = (), anchor: str = "",
) -> Finding:  # fmt: skip
    end_line, end_column = end or (None, None)
    return Finding(
        rule, severity, message, Location(path, line, column, end_line, end_column, pointer), contract,
        Location(path, was, column, pointer=pointer) if was else None, why, fix, evidence, affects, anchor, state, waiver, facts,
    )  # fmt: skip


def _nothing() -> CheckResult:
    return build_result()


def _only_existing() -> CheckResult:
    old = build_finding("owner-unreachable", "nobody says how to reach `edi-team`", state=State.EXISTING)
    return build_result(findings=(old,), hidden=3)


def _same() -> CheckResult:
    return build_result(
        build_contract("wms-east/shipment-confirmed@2", Verdict.SAME, versions=("2.3.0", "2.3.0", None))
    )


def _compatible() -> CheckResult:
    shipment = build_contract("wms-east/shipment-confirmed@2", Verdict.COMPATIBLE, consumers=("erp (2.3.0)", "tms"))
    orders = build_contract(
        "erp/order-api@3", Verdict.INITIAL, touch=Touch.ADDED, title="Orders", versions=(None, "3.0.0", None),
        owner="erp-integration", bump=Bump.NONE,
    )  # fmt: skip
    added = build_finding(
        "response-property-added", "property `lotNumber` was added to the payload", severity=Severity.INFO,
        line=52, end=(52, 18), pointer="/components/schemas/Shipment/properties/lotNumber",
    )  # fmt: skip
    return build_result(shipment, orders, findings=(added,))


def _breaking() -> CheckResult:
    shipment = build_contract(
        "wms-east/shipment-confirmed@2", Verdict.BREAKING, versions=("2.3.0", "2.4.0", "3.0.0"), bump=Bump.MAJOR,
        consumers=("erp (2.3.0)", "process", "tms"),
    )  # fmt: skip
    orders = build_contract(
        "erp/order-api@2", Verdict.BREAKING, title="Orders", versions=("2.1.0", "2.2.0", "3.0.0"), owner="erp-integration",
        bump=Bump.MAJOR, consumers=("portal (2.0.0)",),
    )  # fmt: skip
    notice = build_contract(
        "3pl/shipping-notice@1", Verdict.COMPATIBLE, title="Shipping notice", owner="logistics-partners",
        touch=Touch.DEPENDENT, versions=("1.0.0", "1.0.0", "1.1.0"),
    )  # fmt: skip
    findings = (*_shipment_findings(), *_order_findings())
    return build_result(shipment, orders, notice, findings=findings, rules=(REMOVED,))


def _reached() -> CheckResult:
    """A break with everyone whom it concerns, directly and through a contract that references the place."""
    shipment = build_contract(
        "wms-east/shipment-confirmed@2", Verdict.BREAKING, versions=("2.3.0", "2.4.0", "3.0.0"), bump=Bump.MAJOR,
        consumers=("erp", "finance", "tms"),
    )  # fmt: skip
    here, place = shipment.contract, f"{shipment.contract}#{QUANTITY}"
    tms = Dependent(
        DependentKind.CONSUMER, "tms", Reliance.DECLARED, here, ("/lines/*/quantity",), (place, "tms (uses /lines/*/quantity)"),
        "plans loads", "2.3.0", "transport", "transport@northway.example", 1, "active",
        Place("contracts/tms/system.yaml", "/consumes/0"),
    )  # fmt: skip
    erp = Dependent(
        DependentKind.CONSUMER, "erp", Reliance.ASSUMED, here, (), (place, "erp (does not say which fields)"),
        team="erp-integration", tier=1,
    )  # fmt: skip
    finance = Dependent(
        DependentKind.CONSUMER, "finance", Reliance.UNUSED, here, ("/shipmentId",), (place, "finance"), tier=2
    )
    flow = Dependent(
        DependentKind.WORKFLOW,
        "process/returns@1",
        Reliance.ASSUMED,
        here,
        ("`receive` moves to RECEIVED on it",),
        (place,),
    )
    notice = Dependent(
        DependentKind.CONTRACT, "3pl/shipping-notice@1", Reliance.DECLARED, "3pl/shipping-notice@1", ("/lines/*/quantity",), (place,),
        team="logistics-partners", is_indirect=True,
    )  # fmt: skip
    portal = Dependent(
        DependentKind.CONSUMER,
        "portal",
        Reliance.DECLARED,
        "3pl/shipping-notice@1",
        ("/lines",),
        (place,),
        is_indirect=True,
    )
    client = Dependent(
        DependentKind.ARTEFACT, "clients/shipments/", Reliance.DECLARED, here, ("generated from it",), (place,)
    )
    removed = replace(_shipment_findings()[0], dependents=(tms, portal, notice, client, erp, flow, finance))
    return build_result(shipment, findings=(removed,), rules=(REMOVED,))


def _shipment_findings() -> tuple[Finding, ...]:
    witness = Payload(
        {"shipmentId": "SHP-2026-009120"}, "revision", "2.3.0", '"quantity" is a required property', "/lines/0"
    )
    promise = Statement("semantics.delivery", "at-least-once", "at-most-once")
    removed = build_finding(
        "response-property-removed", "property `quantity` was removed from the payload", was=48, end=(41, 17),
        pointer=QUANTITY, evidence=witness, affects=("erp (2.3.0)", "tms"), facts=(("model", "declared"),),
        why="erp and tms still read 2.3.0, where it is required",
        fix="keep it and mark it `deprecated`, or start `v3` beside `v2`",
    )  # fmt: skip
    weaker = build_finding(
        "promise-delivery-weakened", "messages may now be lost", path="contracts/wms-east/shipment-confirmed/v2/contract.yaml",
        line=14, column=3, pointer="/semantics/delivery", evidence=promise, affects=("erp (2.3.0)",),
    )  # fmt: skip
    waived = build_finding(
        "response-property-enum-value-added", "value `SPLIT` was added to `status`", line=63, pointer="/components/schemas/Status/enum/4",
        state=State.WAIVED, waiver="INT-2214 until 2027-02-01: all readers keep unknown values",
    )  # fmt: skip
    old = build_finding(
        "document-described", "message `shipmentConfirmed` has no description", severity=Severity.WARNING, line=7,
        state=State.EXISTING, end=(30, 2),
    )  # fmt: skip
    added = build_finding("response-property-added", "property `note` was added", severity=Severity.INFO, line=55)
    return removed, weaker, waived, old, added


def _order_findings() -> tuple[Finding, ...]:
    gone = Exchange("GET /orders/ORD-2026-004711", "200 application/json", "no such operation")
    removed = build_finding(
        "api-removed-without-deprecation", "operation `GET /orders/{orderId}` was removed", path=ORDERS, contract="erp/order-api@2",
        line=30, column=3, evidence=gone, affects=("portal (2.0.0)",), pointer="/paths/~1orders~1{orderId}/get",
    )  # fmt: skip
    sunset = build_finding(
        "consumers-before-sunset", "`erp/order-api@1` stops in 30 days and `portal` still consumes it", severity=Severity.WARNING,
        path=ORDERS, contract="erp/order-api@2", line=1, column=1, affects=("portal",),
    )  # fmt: skip
    return removed, sunset


def _unknown() -> CheckResult:
    shipment = build_contract("wms-east/shipment-confirmed@2", Verdict.UNKNOWN)
    found = build_finding(
        "response-property-type-changed", "it could not be decided whether `sku` stays compatible", pointer="/components/schemas/Sku",
        evidence=Unknown("the pattern `^(?=.*x)` uses a look-ahead"), fix="write the pattern without a look-ahead",
    )  # fmt: skip
    return build_result(shipment, findings=(found,))


def _long_witness() -> CheckResult:
    lines = [{"lineNumber": n, "itemId": f"ITM-{10000 + n}", "quantity": {"value": n, "unit": "EA"}} for n in range(30)]
    order = {
        "orderId": "ORD-2026-004711", "customerId": "PTY-30412", "status": "RELEASED", "note": "tent " * 40,
        "lines": lines, "createdAt": "2026-11-02T08:15:00Z",
    }  # fmt: skip
    short = {"shipmentId": "SHP-2026-009120", "orderIds": ["ORD-2026-004711"], "shipFromLocationId": "LOC-WH-EAST"}
    shipment = build_contract("wms-east/shipment-confirmed@2", Verdict.BREAKING, versions=("2.3.0", "2.4.0", "3.0.0"))
    findings = (
        build_finding(
            "request-property-bound-tightened", "`value` must now be at least 18", evidence=Payload(
                order, "2.3.0", "revision", "17 is less than the minimum of 18", "/lines/17/quantity/value"
            ),
        ),
        build_finding(
            "request-property-became-required", "property `status` became required", line=60, evidence=Payload(
                short, "2.3.0", "revision", '"status" is a required property'
            ),
        ),
    )  # fmt: skip
    return build_result(shipment, findings=findings)


def _surroundings() -> CheckResult:
    """Return a registry in a subfolder, with findings that belong to no contract or to no line."""
    team = Finding("owner-unreachable", Severity.ERROR, "there is no team `warehouse-eats`",
                   Place("contracts/wms-east/system.yaml", "/owner"), fix="did you mean `warehouse-east`?")  # fmt: skip
    gone = build_contract(
        "portal/order-status-feed@1", Verdict.BREAKING, touch=Touch.REMOVED, title="Order status feed",
        versions=("1.4.0", None, None), owner=None,
    )  # fmt: skip
    removed = Finding("contract-removed", Severity.ERROR, "the contract was removed while `process` consumes it",
                      Place("contracts/portal/order-status-feed/v1/contract.yaml"), "portal/order-status-feed@1")  # fmt: skip
    stray = build_finding(
        "reference-unresolved",
        "`#/nowhere` leads to nothing",
        contract="canonical/order@1",
        path="contracts/canonical/order/v1/schema.json",
    )
    return build_result(
        gone, findings=(team, removed, stray), prefix="integration/registry/",
        notices=("this change brings its own waivers: `policies/waivers/erp.yaml`",),
    )  # fmt: skip


HOSTILE = (
    "one\ntwo\r::error file=x::pwned\n::set-output name=a::b ##[add-path]/tmp ##vso[task.x]y \x1b[31mred\x1b[0m "
    "]]> <script>alert(1)</script> &amp; | pipe `tick ``two`` [link](https://evil.example) ![img](//e) @acme/team #12 "
    "\u202egnp.exe\u202c \u200bzero \ud800 \x00 \ufffe *bold* _it_ ~~no~~ $x$ {0} % </details> --> <!-- "
)


def _hostile() -> CheckResult:
    """Return a run in which every string that a stranger can choose is hostile."""
    contract = build_contract(
        "wms-east/shipment-confirmed@2", Verdict.BREAKING, title=HOSTILE, versions=(HOSTILE, HOSTILE, HOSTILE), owner=HOSTILE,
        consumers=(HOSTILE,),
    )  # fmt: skip
    witness = Payload({"a\n::error::x": HOSTILE, "b": [HOSTILE, {"c": "```\n"}]}, "revision", HOSTILE, HOSTILE, "/b/1")
    path = "contracts/a b,c:d%e/\u202eé\udcff#x?y\n.yaml"
    findings = (
        build_finding("response-property-removed", HOSTILE, path=path, pointer=f"/{HOSTILE}", was=3, evidence=witness,
                      affects=(HOSTILE,), why=f"{HOSTILE}why", fix=HOSTILE, facts=((HOSTILE, HOSTILE),)),
        build_finding("hostile-exchange", HOSTILE, severity=Severity.WARNING, evidence=Exchange(HOSTILE, HOSTILE, HOSTILE)),
        build_finding("hostile-statement", HOSTILE, severity=Severity.WARNING, evidence=Statement(HOSTILE, HOSTILE, None)),
        build_finding("hostile-unknown", HOSTILE, severity=Severity.WARNING, evidence=Unknown(HOSTILE)),
        build_finding("hostile-info", HOSTILE, severity=Severity.INFO),
        build_finding(f"hostile {HOSTILE}", "::error::x", severity=Severity.INFO, contract=HOSTILE, path="::error::x"),
        build_finding("hostile-waived", HOSTILE, state=State.WAIVED, waiver=HOSTILE),
    )  # fmt: skip
    rule = Rule(REMOVED.id, Severity.ERROR, *[HOSTILE] * 6)
    return build_result(contract, findings=findings, rules=(rule,), notices=(HOSTILE,))


def _everything() -> CheckResult:
    judged = [
        build_contract(
            "erp/order-api@1", Verdict.SAME, touch=Touch.UNCHANGED, title="Orders", versions=("1.9.0", "1.9.0", None)
        ),
        build_contract(
            "tms/load-api@1",
            Verdict.COMPATIBLE,
            touch=Touch.UNCHANGED,
            title="Loads",
            versions=("1.0.0", "1.1.0", None),
        ),
    ]
    expired = build_finding(
        "waiver-expired", "the waiver INT-2214 ended on 2026-11-01", path="policies/waivers/erp.yaml", contract="erp/order-api@1", line=9,
    )  # fmt: skip
    return replace(build_result(*judged, findings=(expired,)), base=None, total=2)


SITUATIONS = {
    "nothing-changed": _nothing,
    "only-existing": _only_existing,
    "same-promise": _same,
    "compatible": _compatible,
    "breaking": _breaking,
    "reached": _reached,
    "undecided": _unknown,
    "long-witness": _long_witness,
    "outside-contracts": _surroundings,
    "everything-judged": _everything,
    "hostile-strings": _hostile,
}
