"""The function `truthy`: the value is there, and neither null, false, zero nor an empty text."""

from crossdock.registry.rulesets.function import Function, has_truth, plain_function

FUNCTION = Function("truthy", plain_function(has_truth, "must be truthy"))
