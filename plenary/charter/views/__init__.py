"""Pages of the charter: to read, print, take away and compare it, and to prepare or bring a draft."""

from plenary.charter.views.drafting import draft, new
from plenary.charter.views.exchange import export_toml, import_toml
from plenary.charter.views.printing import print_charter, print_draft
from plenary.charter.views.reading import charter, compare, versions

__all__ = [
    "charter",
    "compare",
    "draft",
    "export_toml",
    "import_toml",
    "new",
    "print_charter",
    "print_draft",
    "versions",
]
