"""The official test suite of JSON Schema, turned into inclusions."""

from benchmarks.compatibility.peer import Peer
from benchmarks.compatibility.schemas import judge_schemas

PEER = Peer("suite", ("suite:",), judge_schemas, most_unknown=0.03)
