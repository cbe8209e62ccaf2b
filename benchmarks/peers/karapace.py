"""Karapace, JSON Schema."""

from benchmarks.compatibility.peer import Peer
from benchmarks.compatibility.schemas import judge_schemas

PEER = Peer("karapace", ("karapace:json:", "karapace:"), judge_schemas)
