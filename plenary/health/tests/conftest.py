"""What all tests of concerns share: attempts of one are not counted with those of another."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def counts_begin_anew() -> None:
    """The cache of tests lies in the process, and no transaction takes it back."""
    cache.clear()
