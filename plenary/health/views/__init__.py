"""Pages of concerns: raising one and coming back; the box of those who receive."""

from plenary.health.views.raising import come_back, concerns, raise_concern
from plenary.health.views.receiving import box, concern, key
from plenary.health.views.sharing import shares

__all__ = ["box", "come_back", "concern", "concerns", "key", "raise_concern", "shares"]
