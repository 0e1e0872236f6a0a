"""Pages of notices, a module for each place where they are read."""
