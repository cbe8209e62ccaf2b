"""The function `falsy`: the value is absent, null, false, zero or an empty text."""

from collections.abc import Mapping

from crossdock.registry.rulesets.advice import Target, leave_out
from crossdock.registry.rulesets.function import Function, has_truth, plain_function


def _advise(options: Mapping[str, object], target: Target) -> str:
    return leave_out(target)


FUNCTION = Function("falsy", plain_function(lambda node: not has_truth(node), "must be falsy"), _advise)
