"""A draft that no proposal would adopt."""

import pytest

from tests.charter_api import DRAFTS
from tests.story import Story


@pytest.fixture
def free(story: Story) -> str:
    """The address of a draft that no proposal would adopt."""
    return f"{DRAFTS}/{story.ids['free_draft_id']}"
