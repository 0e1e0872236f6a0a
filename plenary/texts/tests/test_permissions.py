"""Who takes a comment back: a table of standings and comments."""

from plenary.core.tests.standings import NOW, SYSTEM, Around, officer, one, said
from plenary.texts import permissions
from plenary.texts.models import Comment

WHO = Around(
    {
        "wrote it": one(person="p"),
        "wrote it and acts for another": one(person="p", member="n"),
        "a colleague": one(person="q"),
        "an officer": officer("chair", person="h"),
        "the program": one(**SYSTEM),
    }
)


def test_whoever_wrote_a_comment_takes_it_back_once() -> None:
    own = ("wrote_it", "wrote_it_and_acts_for_another")
    for comment, answer in ((Comment(person="p"), "yes, "), (Comment(person="p", withdrawn_at=NOW), "no, withdrawn")):
        assert WHO.told(permissions.may_withdraw, comment) == WHO.all("no, not_yours", **dict.fromkeys(own, answer))


def test_a_comment_whose_author_is_erased_is_nobodys() -> None:
    assert said(permissions.may_withdraw(one(person=""), Comment(person=""))) == "no, not_yours"
