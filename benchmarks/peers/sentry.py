"""Sentry's json-schema-diff."""

from benchmarks.compatibility.peer import Peer
from benchmarks.compatibility.schemas import judge_schemas

PEER = Peer("sentry", ("sentry:",), judge_schemas)
