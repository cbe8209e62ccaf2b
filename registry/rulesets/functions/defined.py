"""The function `defined`: the value is there."""

from crossdock.registry.rulesets.function import Function, plain_function

FUNCTION = Function("defined", plain_function(lambda node: not node.is_missing, "must be defined"))
