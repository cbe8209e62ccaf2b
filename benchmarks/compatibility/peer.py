"""What a peer is: whose cases, how they are run, and how its answers are judged."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.compatibility.case import Case

from crossdock.registry.compat.judge import Judgement
from crossdock.registry.model.contract import ContentModel

FOLDER = Path(__file__).parents[1] / "peers"


@dataclass(frozen=True)
class Answer:
    """What we say of a case. `is_compatible` is `None` where it is unknown; `why` is a line for people.

    `unconfirmed` counts witnesses that the second validator does not confirm, `unread` those that it cannot read.
    """

    is_compatible: bool | None
    why: str = ""
    confirmed: int = 0
    unconfirmed: int = 0
    unread: int = 0
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True)
class Changes:
    """How the changes that we list stand to those that a peer lists. Each entry is a line for people.

    `extra` is what only we list, on cases whose list is complete; `violated` what the peer must not say, and we do;
    `explained` what differs for a reason that is written down.
    """

    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    violated: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """One way in which a peer's cases are run, and the member of `expect` that holds its verdict.

    `logic` says that verdicts may be held against plain inclusion as `adjudications.tsv` beside the cases has it.
    """

    model: ContentModel
    expects: str = "compatible"
    logic: bool = True

    @property
    def name(self) -> str:
        return self.model.value


Judge = Callable[[Case, ContentModel], Answer]
Score = Callable[[Case, Answer], Changes | None]


@dataclass(frozen=True)
class Peer:
    """A file in `peers/` has one as `PEER`, or several as `PEERS`. `owns` are the starts of its case ids, `source` names its row.

    `score` compares lists of changes, for peers that list them; it returns `None` for a case that says nothing of them.
    """

    source: str
    owns: tuple[str, ...]
    judge: Judge
    runs: tuple[Run, ...] = field(default=(Run(ContentModel.STRICT),))
    score: Score | None = None
    most_unknown: float = 1.0


def find_peers() -> tuple[Peer, ...]:
    """Return the peers of all files in `peers/`, sorted by file."""
    found: list[Peer] = []
    for path in sorted(FOLDER.glob("*.py")):
        module = importlib.import_module(f"benchmarks.peers.{path.stem}")
        found += [*getattr(module, "PEERS", ()), *([module.PEER] if hasattr(module, "PEER") else ())]
    return tuple(found)


def peer_of(case: Case, peers: tuple[Peer, ...]) -> Peer | None:
    """Return the peer whose prefix is the longest that the id starts with."""
    matching = [(len(start), peer) for peer in peers for start in peer.owns if case.id.startswith(start)]
    return max(matching, key=lambda one: one[0])[1] if matching else None
