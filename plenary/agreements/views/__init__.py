"""Pages of agreements, a module for each kind of work."""
