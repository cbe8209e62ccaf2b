"""IBM jsonsubschema: plain inclusion, draft 04."""

from benchmarks.compatibility.peer import Peer
from benchmarks.compatibility.schemas import judge_schemas

PEER = Peer("jsonsubschema", ("jsonsubschema:",), judge_schemas, most_unknown=0.03)
