"""The function `falsy`: the value is absent, null, false, zero or an empty text."""

from crossdock.registry.rulesets.function import Function, has_truth, plain_function

FUNCTION = Function("falsy", plain_function(lambda node: not has_truth(node), "must be falsy"))
