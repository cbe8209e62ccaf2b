"""AsyncAPI's own diff library: it names places, not rules."""

from benchmarks.compatibility.documents import judge_documents
from benchmarks.compatibility.peer import Peer, Run

from crossdock.registry.model.contract import ContentModel

PEER = Peer("asyncapi-diff", ("asyncapi-diff:",), judge_documents, (Run(ContentModel.DECLARED),))
