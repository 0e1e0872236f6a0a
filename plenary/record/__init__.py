"""The tamper-evident log: envelopes, openings, tree, heads, receipts, bundles."""
