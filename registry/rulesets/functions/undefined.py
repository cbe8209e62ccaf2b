"""The function `undefined`: the value is absent."""

from collections.abc import Mapping

from crossdock.registry.rulesets.advice import Target, leave_out
from crossdock.registry.rulesets.function import Function, plain_function


def _advise(options: Mapping[str, object], target: Target) -> str:
    return leave_out(target)


FUNCTION = Function("undefined", plain_function(lambda node: node.is_missing, "must be undefined"), _advise)
