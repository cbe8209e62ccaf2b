"""Specmatic's test of backward compatibility."""

from benchmarks.compatibility.documents import judge_documents
from benchmarks.compatibility.peer import Peer, Run

from crossdock.registry.model.contract import ContentModel

PEER = Peer("specmatic", ("specmatic:",), judge_documents, (Run(ContentModel.DECLARED),))
