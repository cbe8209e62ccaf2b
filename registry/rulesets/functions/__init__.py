"""The functions of the ruleset format, one file each; found by folder and named as the format names them."""
