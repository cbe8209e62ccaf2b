"""The function `asyncApiPayloadValidation`: a payload's schema is a schema as AsyncAPI has them."""

from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.asyncapi_documents import judge_payload
from crossdock.registry.rulesets.function import Function, plain_options

_ADVICE = "write the payload as a schema of AsyncAPI"
FUNCTION = Function("asyncApiPayloadValidation", plain_options(judge_payload), always(_ADVICE))
