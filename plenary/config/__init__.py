"""Settings, addresses and the server's entry point; the one place that knows every room."""
