"""Confluent Schema Registry, JSON Schema: its strict policy is our `strict`, its lenient one our `tolerant`."""

from benchmarks.compatibility.peer import Peer, Run
from benchmarks.compatibility.schemas import judge_schemas

from crossdock.registry.model.contract import ContentModel

PEER = Peer(
    "confluent",
    ("confluent:diff-", "confluent:"),
    judge_schemas,
    (Run(ContentModel.STRICT), Run(ContentModel.TOLERANT, "compatible_lenient", logic=True)),
)
