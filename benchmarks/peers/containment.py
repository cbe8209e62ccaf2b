"""The test suite for containment of JSON Schemas."""

from benchmarks.compatibility.peer import Peer
from benchmarks.compatibility.schemas import judge_schemas

PEER = Peer("containment", ("containment:",), judge_schemas, most_unknown=0.03)
