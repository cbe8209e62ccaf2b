"""Functions for rulesets that bring theirs along in JavaScript: one file each, named as the ruleset names it."""
