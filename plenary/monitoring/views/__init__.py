"""Pages of monitoring, one module a noun."""
