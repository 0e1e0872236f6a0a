"""The coalition itself: its id, its address, its state (forming, active, dormant, ended) and its signing keys."""
