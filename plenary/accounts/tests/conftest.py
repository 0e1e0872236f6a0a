"""What every test of this room needs: empty counters of rate limits."""

import pytest
from django.core.cache import cache
from django.core.management import call_command


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    call_command("createcachetable")
    cache.clear()
