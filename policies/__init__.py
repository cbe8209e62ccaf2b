"""What Crossdock ships as policy: rulesets and registry-wide rules."""
