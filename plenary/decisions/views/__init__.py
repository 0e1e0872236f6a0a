"""Pages of proposals: the list, writing, reading, voting."""
