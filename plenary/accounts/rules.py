"""Pure rules of signing in: how long an invitation holds and a sign-in is fresh, what is said of a device."""

from datetime import timedelta

INVITATION_HOLDS = timedelta(days=14)
FRESH = timedelta(minutes=15)  # so long after a mailed code one may change how one gets in

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def nobodys_address(key: str) -> str:
    """An address that nobody has or can have (RFC 2606), one for each key: what stands in the row of a barred account."""
    return f"{key}@nobody.invalid"


def device_of(user_agent: str) -> tuple[str, str]:
    """Browser and system that a user agent names, each empty when unknown. A hint for its owner, never a proof.

    The order matters: browsers name the ones that they descend from (Edge says Chrome, Chrome says Safari).
    """
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return browser, system
