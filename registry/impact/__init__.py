"""Who depends on a place of a contract: consumers, contracts, mappings, workflows, generated files."""
