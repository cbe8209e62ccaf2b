"""Opens versions of contracts as sides. It loads all of a registry's reading, so it is imported when a contract is named."""

from collections.abc import Iterable, Sequence
from functools import partial

from crossdock.registry.checks.compatibility import name_user, users_of
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.change import Change
from crossdock.registry.model.landscape import Consumption
from crossdock.registry.open import Found, OpenRegistry, find_contract
from crossdock.registry.sides.side import Side


def open_contract(registry: OpenRegistry, text: str) -> Side:
    """Return a version or line of a contract. Raises RegistryError when there is none, or it has no document that can be read."""
    found = find_contract(registry.worktree(), text)
    contract, revision = found.contract, found.revision
    document = revision.document(contract.document) if contract.document else None
    form = revision.format_of(contract)
    if document is None or form is None:
        raise RegistryError(
            f"`{text}` has no document with an interface to compare",
            "mappings and workflows are judged by `crossdock check`",
        )
    users = registry.worktree().consumers_of(contract)
    return Side(
        document,
        form,
        text,
        revision.resolver,
        (contract.kind,),
        contract=contract,
        consumers=tuple(sorted({use.system for use in users})),
        find_users=partial(_find_users, users, found),
    )


def _find_users(users: Sequence[Consumption], found: Found, changes: Iterable[Change]) -> tuple[str, ...]:
    interface = found.revision.interface(found.contract) if users else None
    return tuple(sorted({name_user(use) for change in changes for use in users_of(change, users, interface)}))
