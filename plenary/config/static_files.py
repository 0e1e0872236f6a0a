"""What is said with static files beside how long they may be kept."""

from collections.abc import MutableMapping


def add_headers(headers: MutableMapping[str, str], _path: str, url: str) -> None:
    """Let the keeper answer for all pages though it lies among the static files, and reach this server alone."""
    if "/core/keeper." in url:
        headers["Service-Worker-Allowed"] = "/"
        headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
