"""Our own cases of the content models: no peer has `declared`. A case names its model."""

from benchmarks.compatibility.case import Case
from benchmarks.compatibility.peer import Answer, Peer, Run
from benchmarks.compatibility.schemas import judge_schemas

from crossdock.registry.model.contract import ContentModel


def judge_as_stated(case: Case, model: ContentModel) -> Answer:
    """Decide a case under the model that it states, else under `declared`."""
    return judge_schemas(case, ContentModel(case.data.get("model", model.value)))


PEER = Peer("declared", ("declared:",), judge_as_stated, (Run(ContentModel.DECLARED, logic=False),), most_unknown=0.0)
