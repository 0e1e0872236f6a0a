"""The leak walk: every row marked, every page read as every role, and nothing seen that is above its reader."""
