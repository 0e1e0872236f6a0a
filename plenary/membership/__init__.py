"""Who belongs: members, representatives, mandates, protected members (A1, B4, B5, C4)."""
