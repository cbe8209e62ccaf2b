"""What the specifications ask for and mean: meta-schemas, rules of their own, and the lowering that formats share."""
