"""The function `undefined`: the value is absent."""

from crossdock.registry.rulesets.function import Function, plain_function

FUNCTION = Function("undefined", plain_function(lambda node: node.is_missing, "must be undefined"))
