"""Forms of monitoring, one module a noun."""
