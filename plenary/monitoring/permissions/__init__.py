"""Who may read and keep what of watching, one module a noun."""
