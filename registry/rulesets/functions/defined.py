"""The function `defined`: the value is there."""

from collections.abc import Mapping

from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import Function, plain_function


def _advise(options: Mapping[str, object], target: Target) -> str:
    return f"write {target.name}; any value will do"


FUNCTION = Function("defined", plain_function(lambda node: not node.is_missing, "must be defined"), _advise)
