"""Pictures of counts as geometry and words: drawings of transfers and of pairs, charts of bars, each beside a table."""
