"""What pages and the API of monitoring show alike, one module a noun."""
