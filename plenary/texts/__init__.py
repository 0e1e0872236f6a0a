"""What people write: Markdown, language versions, comparison, comments (C1)."""
