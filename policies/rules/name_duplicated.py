"""Policy: two contracts of a system have the same words in their names."""

import re
from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Landscape, Scope, Violation, policy

_VERSION = re.compile(r"v\d+|new|next")


@policy(
    "name-duplicated",
    Severity.INFO,
    scope=Scope(states=(LifecycleState.DRAFT, LifecycleState.ACTIVE)),
    since=2,
)
def name_duplicated(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """Another contract of the system has the same name but for a plural, the order of the words, or a version.

    Why: people read the one and change the other; two versions of one promise are two lines of one contract, which are compared.
    Fix: Merge the two, make the one a line of the other (`v2` beside `v1`), or give each the name of what it alone is for.
    Source: Domain-Driven Design, Ubiquitous Language.
    Bad:
        # contracts/wms/subject and contracts/wms/subjects-v2
    Good:
        # contracts/wms/subject/v1 and contracts/wms/subject/v2
    """
    words = _words(contract.name)
    others = [name for name in landscape.names_in(contract.system) if name != contract.name and _words(name) == words]
    lines = [key for name in others for key in landscape.lines(f"{contract.system}/{name}")]
    found = [other for key in lines if (other := landscape.contract(key)) is not None and other.kind is contract.kind]
    rivals = sorted({other.id for other in found if other.lifecycle.state is LifecycleState.ACTIVE})
    if rivals:
        yield Violation(
            f"`{contract.id}` has the same words in its name as {', '.join(f'`{each}`' for each in rivals)}"
        )


def _words(name: str) -> tuple[str, ...]:
    words = [word for word in name.split("-") if not _VERSION.fullmatch(word)]
    return tuple(sorted(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words))


POLICY = name_duplicated
