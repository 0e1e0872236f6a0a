"""x"""

from plenary.record.queries import verify_record
from tests.story import Story


def test_story(story: Story) -> None:
    print({k: p.phase for k, p in story.proposals.items()})
    print({k: m.status for k, m in story.members.items()})


def test_verify(story):
    assert verify_record(story.open.id) == []
