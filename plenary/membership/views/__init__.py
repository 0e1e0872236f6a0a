"""Pages of membership: the list, a member's page and what is done on it, applications, protected members."""
