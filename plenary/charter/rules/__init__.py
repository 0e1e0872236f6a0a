"""The charter as pure data and pure functions: schema, reading and writing, contradictions, prose, comparison."""
