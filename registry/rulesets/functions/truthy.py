"""The function `truthy`: the value is there, and neither null, false, zero nor an empty text."""

from collections.abc import Mapping

from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import Function, has_truth, plain_function


def _advise(options: Mapping[str, object], target: Target) -> str:
    return f"give {target.name} a value"


FUNCTION = Function("truthy", plain_function(has_truth, "must be truthy"), _advise)
