"""The record's pure rules: canonical text, envelopes, tree, heads, receipts, bundles. They need no Django and no database."""
