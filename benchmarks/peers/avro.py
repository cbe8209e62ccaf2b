"""Avro as Confluent and Karapace test it: its own resolution, no content model."""

from benchmarks.compatibility.documents import judge_subjects
from benchmarks.compatibility.peer import Peer

PEERS = (
    Peer("confluent avro", ("confluent:AvroCompatibilityTest:",), judge_subjects),
    Peer("karapace avro", ("karapace:avro:",), judge_subjects),
)
