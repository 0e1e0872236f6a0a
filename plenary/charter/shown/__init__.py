"""What pages and the API show of charters and their drafts, gathered from queries, rules and permissions."""
