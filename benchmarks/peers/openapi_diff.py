"""OpenAPITools openapi-diff."""

from benchmarks.compatibility.documents import judge_documents
from benchmarks.compatibility.peer import Peer, Run

from crossdock.registry.model.contract import ContentModel

PEER = Peer("openapi-diff", ("openapi-diff:",), judge_documents, (Run(ContentModel.DECLARED),))
