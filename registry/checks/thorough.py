"""Check: a second opinion on OpenAPI documents, when it is asked for."""

from collections.abc import Iterator
from dataclasses import replace

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.model.finding import Finding


def judge_thoroughly(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Ask openapi-spec-validator; only behind `--thorough`, because its import alone takes a third of a second."""
    contract = subject.contract
    document = context.view.document(contract.document) if contract and contract.document else None
    interface = context.view.interface(contract) if contract and context.is_thorough else None
    if document is None or interface is None or interface.format not in ("openapi", "swagger"):
        return
    from crossdock.registry.specifications.thorough import validate_thoroughly

    for finding in validate_thoroughly(document, context.view.resolver):
        yield replace(finding, contract=subject.key)


CHECK = Check("thorough", "a second opinion on OpenAPI, behind --thorough", (), judge_thoroughly)
