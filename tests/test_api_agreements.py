"""The API of agreements over the story: drafted, with suggestions, laid down and signed."""

from collections.abc import Callable

import pytest

from tests.programs import Program
from tests.story import Story

type Start = Callable[[str], Program]

OPEN = "/coalitions/open-fields"


def test_an_agreement_is_drafted_laid_down_and_signed(story: Story, program: Start) -> None:
    asking, call = program("member"), f"{OPEN}/agreements/{story.ids['agreement_id']}"
    told = asking.get(call).json()
    assert (told["stage"], told["edition"]["number"], told["languages"]) == ("in_force", 1, ["en", "ar", "fr"])
    assert [one["form"] for one in told["signatories"]] == ["organisation"]
    unread = asking.post(f"{call}/sign", {"hash": told["edition"]["hash"]})
    assert list(unread.json()["errors"]) == ["has_read"]
    given = {"hash": told["edition"]["hash"], "has_read": True, "reservation": "With care."}
    assert asking.post(f"{call}/sign", {**given, "hash": "0" * 64}).json()["reason"] == "agreements.other_edition"
    signed = asking.post(f"{call}/sign", given)
    assert (signed.status_code, signed.json()["hash"]) == (201, told["edition"]["hash"])
    assert len(asking.get(call).json()["signatories"]) == 2
    assert asking.post(f"{call}/sign", given).json()["reason"] == "agreements.signed_already"
    assert asking.post(f"{call}/withdraw").status_code == 200
    changes = asking.get(f"{call}/compare").json()["changes"]
    assert [(one["change"], one["number_after"]) for one in changes] == [("added", 2)]
    french = asking.get(f"{call}/translations/fr").json()
    assert [one["language"] for one in french["paragraphs"]] == ["fr", "en"]
    terms = {"kind": "strategy", "title": "Ours", "language": "en"}
    begun = asking.post(f"{OPEN}/agreements", terms).json()
    at = f"{OPEN}/agreements/{begun['id']}"
    assert asking.post(f"{at}/lay-down").json()["reason"] == "agreements.no_words"
    key = asking.post(f"{at}/paragraphs", {"words": "First."}).json()["key"]
    assert asking.put(f"{at}/paragraphs/{key}", {"words": "Second.", "revision": 1}).json()["revision"] == 2
    stale = asking.put(f"{at}/paragraphs/{key}", {"words": "Third.", "revision": 1})
    assert (stale.status_code, stale.json()["reason"]) == (403, "agreements.changed_meanwhile")
    assert asking.post(f"{at}/lay-down").json()["number"] == 1
    fields = asking.get(f"{OPEN}/proposals/kinds/agreements.adopt")
    assert fields.status_code == 200


def test_a_suggestion_on_a_draft_is_compared_and_taken_over(story: Story, program: Start) -> None:
    asking, call = program("member"), f"{OPEN}/agreements/{story.ids['agreement_id']}"
    first = asking.get(f"{call}/draft").json()["paragraphs"][0]
    on = f"{call}/paragraphs/{first['key']}"
    assert list(asking.post(f"{on}/suggestions", {"words": "All fields."}).json()["errors"]) == ["reason"]
    made = program("chair").post(f"{on}/suggestions", {"words": "All fields.", "reason": "It is shorter."})
    assert (made.status_code, made.json()["state"], made.json()["against"]) == (201, "open", first["words"])
    one = f"{call}/suggestions/{made.json()['id']}"
    asking.put(on, {"words": "Each field."})
    assert asking.post(f"{one}/take").json()["reason"] == "agreements.older_wording"
    beside = asking.get(one).json()
    assert (beside["state"], beside["stands"], beside["is_own"]) == ("older", "Each field.", False)
    assert asking.post(f"{one}/take", {"revision": beside["revision"]}).json()["state"] == "taken"
    assert asking.get(f"{call}/draft").json()["paragraphs"][0]["words"] == "All fields."
    told = asking.get(f"{call}/suggestions").json()["suggestions"]
    assert [each["state"] for each in told] == ["older", "taken"]
    assert asking.delete(one).json()["reason"] == "agreements.not_your_suggestion"
    waits = f"{call}/suggestions/{told[0]['id']}"
    assert list(asking.post(f"{waits}/decline").json()["errors"]) == ["answer"]
    assert asking.post(f"{waits}/decline", {"answer": "It is settled."}).json()["answer"] == "It is settled."


@pytest.mark.parametrize(("said", "where"), [(None, "former"), ({"signatures": True}, "withdrawn")])
def test_what_a_member_that_left_signed_is_told_apart(
    story: Story, program: Start, said: dict[str, bool] | None, where: str
) -> None:
    asking, call = program("member"), f"{OPEN}/agreements/{story.ids['agreement_id']}"
    before = asking.get(call).json()
    given = {"hash": before["edition"]["hash"], "has_read": True, "reservation": ""}
    assert asking.post(f"{call}/sign", given).status_code == 201
    left = f"{OPEN}/members/{story.by('member').member}/withdraw"
    assert (asking.post(left, said) if said else asking.post(left)).status_code == 204
    after = program("chair").get(call).json()
    assert after["signatories"] == before["signatories"]
    gained = {each: len(after[each]) - len(before[each]) for each in ("former", "withdrawn")}
    assert gained == {"former": 0, "withdrawn": 0} | {where: 1}
