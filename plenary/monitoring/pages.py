"""What monitoring brings to pages of the rooms below: files that hang on sources."""

from plenary.monitoring import copies as _copies  # noqa: F401  # lets files hang on sources
