"""What pages and the API show of proposals, gathered for a standing from queries, permissions and forms."""
