"""Files that people add to what other rooms keep: sealed on the disk by their hash, read through their parent alone (B6, B7)."""
