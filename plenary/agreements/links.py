"""The links that are mailed to second addresses: each follows from what it is about and the server's secret key, so that it is
stored nowhere, and the same mail sent twice carries the same link. It tells neither coalition nor member."""

from base64 import urlsafe_b64encode
from datetime import datetime

from django.utils.crypto import salted_hmac

from plenary.notices.tokens import hash_of


def token_of(row_id: str, email: str, sent_at: datetime) -> str:
    """The token of a link about a row, mailed to an address at a moment; another mail carries another. 256 bits."""
    said = f"{row_id} {email} {sent_at.isoformat()}"
    return urlsafe_b64encode(salted_hmac("plenary.agreements.second", said, algorithm="sha256").digest()).decode()[:43]


def link_hash(row_id: str, email: str, sent_at: datetime) -> str:
    """What is kept of it, hexadecimal."""
    return hash_of(token_of(row_id, email, sent_at))
