"""The function `oasSchema`: `schema`, with the dialect of OpenAPI where none is stated."""

from crossdock.registry.rulesets.function import Function
from crossdock.registry.rulesets.functions.schema import prepare_schema

FUNCTION = Function("oasSchema", prepare_schema)
