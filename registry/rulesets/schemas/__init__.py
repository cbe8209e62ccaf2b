"""What a schema has against a value, error by error, in the order and the words of Ajv 8, which users of the ruleset format know."""
