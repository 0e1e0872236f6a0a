"""Pages of the charter: to read it, its versions and what changed between them, and to prepare a draft."""

from plenary.charter.views.drafting import draft, new
from plenary.charter.views.reading import charter, compare, versions

__all__ = ["charter", "compare", "draft", "new", "versions"]
