"""The API of members, bodies and the directory over the story: as on pages, and nothing told that pages do not tell."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.core import clock
from plenary.directory import queries as directory
from plenary.directory.models import Organisation
from plenary.membership import queries as membership
from plenary.membership.models import Member
from plenary.membership.welcoming import welcome_of
from plenary.record.models import Entry
from tests.programs import Program
from tests.story import Story
from tests.test_walk_queries import MOST, grow
from tests.walk import NOBODYS

type Start = Callable[[str], Program]

OPEN = "/coalitions/open-fields"
CARDS = f"{OPEN}/directory"


def whole(asking: Program, path: str, limit: int = 3) -> list[dict[str, object]]:
    """All items of a list, a few at a time."""
    found: list[dict[str, object]] = []
    cursor = ""
    for _page in range(100):
        answer = asking.get(f"{path}{'&' if '?' in path else '?'}limit={limit}&cursor={cursor}").json()
        found += answer["items"]
        cursor = answer["next"] or ""
        if not cursor:
            break
    return found


def sealed() -> int:
    return Entry.objects.across_coalitions().filter(kind__in=["membership.sealed", "directory.sealed"]).count()


def test_lists_tell_page_by_page_what_the_pages_tell(story: Story, program: Start) -> None:
    for role in ("member", "chair", "coordinator"):
        standing, asking = story.by(role), program(role)
        members = [member.id for member in membership.found_members(standing)]
        assert sorted(str(each["id"]) for each in whole(asking, f"{OPEN}/members")) == sorted(members)
        waiting = [member.id for member in membership.applicants(standing)]
        assert [each["id"] for each in whole(asking, f"{OPEN}/members/applicants", 1)] == waiting
        cards = [card.pk for card in directory.found_organisations(standing)]
        assert sorted(str(each["id"]) for each in whole(asking, f"{CARDS}/organisations")) == sorted(cards)
        people = [card.pk for card in directory.found_persons(standing)]
        assert sorted(str(each["id"]) for each in whole(asking, f"{CARDS}/persons")) == sorted(people)


def test_first_steps_are_told_as_on_the_page(story: Story, program: Start) -> None:
    for role in ("member", "protected", "chair", "coordinator"):
        told = program(role).get(f"{OPEN}/welcome").json()
        page = welcome_of(story.by(role))
        assert told["done"] == page.done
        assert [(each["code"], each["url"], each["is_done"]) for each in told["steps"]] == [
            (step.code, step.url, step.is_done) for step in page.steps
        ]
        assert {"read", "sign"} <= {each["code"] for each in told["steps"]}


def test_lists_take_as_many_queries_for_more_as_for_few(story: Story, program: Start) -> None:
    asking = program("coordinator")
    paths = (
        *(f"{OPEN}/members", f"{OPEN}/members/total", f"{OPEN}/members/applicants", f"{OPEN}/bodies", f"{OPEN}/powers"),
        *(f"{OPEN}/bodies/board", f"{CARDS}/organisations", f"{CARDS}/persons", f"{CARDS}/imports"),
    )

    def costs() -> dict[str, int]:
        found = {}
        for path in paths:
            asking.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert asking.get(path).status_code == 200
            found[path] = len(asked)
        return found

    before = costs()
    grow(story)
    assert costs() == before
    assert max(before.values()) <= MOST


def test_lists_are_sorted_and_narrowed(story: Story, program: Start) -> None:
    names = [str(each["name"]) for each in whole(program("member"), f"{OPEN}/members")]
    assert names == sorted(names)
    asking = program("coordinator")
    waiting = whole(asking, f"{OPEN}/members?status=applied")
    assert {each["status"] for each in waiting} == {"applied"}
    hopeful = Organisation.objects.of(story.open.id).get(name__endswith=" Hopeful Hands").name
    assert [each["name"] for each in whole(asking, f"{OPEN}/members?q=hopeful&status=applied")] == [hopeful]
    wrong = asking.get(f"{OPEN}/members?status=brave")
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["status"])
    assert asking.get(f"{OPEN}/members?cursor=WyJcdWQ4MDAiLCJhIl0").status_code == 422  # half a character


def test_no_number_counts_the_protected(story: Story, program: Start) -> None:
    told = program("member").get(f"{OPEN}/members/total").json()
    assert told["total"] == membership.total_members(story.open.id)
    assert told["total"] - sum(told["by_status"].values()) == 0


def test_protected_are_answered_as_missing_and_each_look_is_entered(story: Story, program: Start) -> None:
    hidden, card = story.members["protected"], story.ids["protected_card"]
    paths = {
        f"{OPEN}/members/{hidden.id}": f"{OPEN}/members/{NOBODYS}",
        f"{CARDS}/organisations/{card}": f"{CARDS}/organisations/{NOBODYS}",
    }
    for role in ("member", "coordinator", "elsewhere", "anonymous"):
        for path, missing in paths.items():
            told, other = program(role).get(path), program(role).get(missing)
            assert (told.status_code, told.content) == (other.status_code, other.content)
    before = sealed()
    assert [program("chair").get(path).status_code for path in paths] == [200, 200]
    assert sealed() == before + 2
    looked = program("chair").post(f"{OPEN}/members/protected/look").json()
    assert [(each["name"], each["code"]) for each in looked["items"]] == [(hidden.name, None)]
    assert sealed() == before + 3
    assert program("protected").get(f"{OPEN}/members/{hidden.id}").json()["is_mine"] is True
    assert sealed() == before + 3


def test_one_is_taken_up_vouched_for_and_admitted(story: Story, program: Start) -> None:
    code = (
        program("chair").post(f"{OPEN}/members/protected", {"name": "A Shelter", "category": "member"}).json()["code"]
    )
    admit = f"{OPEN}/members/protected/{code}/admit"
    assert program("chair").post(admit).json()["reason"] == "membership.protection_vouchers"
    assert program("member").post(f"{OPEN}/members/vouch", {"code": code.upper()}).status_code == 204
    again = program("member").post(f"{OPEN}/members/vouch", {"code": code})
    assert (again.status_code, again.json()["reason"]) == (403, "membership.vouched_already")
    answer = program("chair").post(admit)
    assert (answer.status_code, Member.objects.of(story.open.id).get(id=code).status) == (204, "active")


def test_one_that_left_is_taken_up_again_under_another_card(story: Story, program: Start) -> None:
    card = Organisation.objects.create(coalition=story.open, name="A Refuge", name_key="a refuge", made_at=clock.now())
    left = Member.objects.create(
        coalition=story.open, organisation=card, status="withdrawn", category="member", status_since=clock.now()
    )
    asked, address = program("chair"), f"{OPEN}/members/protected"
    both = asked.post(address, {"name": "A Refuge", "former": left.pk, "category": "member"})
    assert (both.status_code, list(both.json()["errors"])) == (422, ["name"])
    code = asked.post(address, {"former": left.pk, "category": "member"}).json()["code"]
    again = Member.objects.of(story.open.id).select_related("organisation").get(pk=code)
    assert (again.name, again.protected, again.organisation_id == card.pk) == ("A Refuge", True, False)


def test_an_outsider_applies_and_takes_it_back(story: Story, program: Start) -> None:
    asking = program("outsider")
    category = asking.get(f"{OPEN}/apply").json()["categories"][0]["code"]
    wanted = {"name": "Ann", "organisation": "Far Field", "category": category, "accept": False}
    assert list(asking.post(f"{OPEN}/apply", wanted).json()["errors"]) == ["accept"]
    made = asking.post(f"{OPEN}/apply", wanted | {"accept": True})
    assert (made.status_code, made.json()["status"]) == (201, "applied")
    own = f"{OPEN}/members/{made.json()['id']}"
    assert asking.get(own).json()["is_mine"] is True
    assert asking.post(f"{own}/withdraw").status_code == 204
    assert Member.objects.of(story.open.id).get(id=made.json()["id"]).status == "withdrawn"


def test_a_member_takes_steps_and_changes_who_acts_for_it(story: Story, program: Start) -> None:
    asking, own = program("member"), f"{OPEN}/members/{story.by('member').member}"
    assert asking.post(f"{own}/change", {"step": "leave"}).json()["status"] == "on_leave"
    assert asking.post(f"{OPEN}/here").status_code == 204
    assert asking.get(own).json()["status"] == "active"
    assert asking.put(f"{own}/commitment", {"commitment": "cooperation"}).json()["commitment"] == "cooperation"
    wrong = asking.post(f"{own}/invite", {"name": "Bo", "email": "nowhere"})
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["email"])
    assert asking.post(f"{own}/invite", {"name": "Bo", "email": "bo@example.org"}).status_code == 204
    acting = {each["mandate"]: each["id"] for each in asking.get(own).json()["representatives"]}
    assert None not in acting.values()
    seen = program("chair").get(own).json()["representatives"]
    assert {each["mandate"]: each["id"] for each in seen} == dict.fromkeys(acting)
    changed = asking.put(f"{own}/representatives/{acting['consults']}", {"mandate": "observes"})
    assert (changed.status_code, changed.json()["mandate"]) == (200, "observes")
    refused = program("chair").delete(f"{own}/representatives/{acting['consults']}")
    assert (refused.status_code, refused.json()["reason"]) == (403, "membership.not_yours")
    assert asking.delete(f"{own}/representatives/{acting['consults']}").status_code == 204


def test_bodies_tell_who_holds_what(story: Story, program: Start) -> None:
    told = program("member").get(f"{OPEN}/bodies").json()
    places = [*(seats for body in told["bodies"] for seats in body["seats"]), *told["offices"]]
    assert told["number"] == sum(place["number"] for place in places)
    assert told["held"] == told["number"] - sum(place["vacant"] for place in places)
    assert told["on_no_committee"] is None
    assert program("coordinator").get(f"{OPEN}/bodies").json()["on_no_committee"] is not None
    code = told["bodies"][-1]["code"]
    one = program("member").get(f"{OPEN}/bodies/{code}").json()
    assert {name: one[name] for name in told["bodies"][-1]} == told["bodies"][-1]
    assert program("member").get(f"{OPEN}/bodies/none").status_code == 404
    uses = whole(program("member"), f"{OPEN}/powers", 5)
    assert [use["n"] for use in uses] == sorted((use["n"] for use in uses), reverse=True)


def test_a_coalition_is_formed_with_defaults_and_errors_by_question(story: Story, program: Start) -> None:
    asking = program("outsider")
    questions = {each["code"]: each for each in asking.get("/account/forming").json()["questions"]}
    wanted = {"name": "Clear Water", "organisation": "Well Guild", "founder": "Ann", "time_zone": "UTC", "answers": {}}
    assert list(asking.post("/account/forming", wanted).json()["errors"]) == ["answers.purpose"]
    wrong = wanted | {"answers": {"purpose": "Water.", "method": "war", "colour": "blue"}}
    assert list(asking.post("/account/forming", wrong).json()["errors"]) == ["answers.colour"]
    del wrong["answers"]["colour"]
    assert list(asking.post("/account/forming", wrong).json()["errors"]) == ["answers.method"]
    method = questions["method"]["choices"][0]["code"]
    made = asking.post("/account/forming", wanted | {"answers": {"purpose": "Water.", "method": method}})
    assert (made.status_code, made.json()["slug"], made.json()["state"]) == (201, "clear-water", "forming")
    assert asking.get("/coalitions/clear-water/bodies").status_code == 200


def test_a_card_is_added_amended_whole_and_removed(story: Story, program: Start) -> None:
    asking = program("coordinator")
    card = {
        "name": "Iron Bridge",
        "country": "Mali",
        "other_names": [{"name": "Pont de fer", "language": "fr", "note": "signboard"}],
        "identifiers": [{"identifier": "04x1", "scheme": "ROR"}],
        "contacts": [{"kind": "url", "value": "https://iron.example", "note": "old"}],
    }
    made = asking.post(f"{CARDS}/organisations", card)
    assert made.status_code == 201
    path = f"{CARDS}/organisations/{made.json()['id']}"
    read = asking.get(path)
    assert read.json() == made.json()
    assert (read.json()["country"], read.json()["other_names"][0]["note"]) == ("MLI", "signboard")
    wrong = asking.put(path, card | {"country": "Nowhere", "contacts": [{"kind": "email", "value": "x"}]})
    assert (wrong.status_code, sorted(wrong.json()["errors"])) == (422, ["contacts", "country"])
    assert asking.put(path, card, If_Match='W/"another"').status_code == 412
    amended = asking.put(path, card | {"identifiers": []}, If_Match=read.headers["ETag"])
    assert (amended.status_code, amended.json()["identifiers"]) == (200, [])
    code = asking.put(f"{path}/shared").json()["code"]
    assert asking.get(path).json()["shared"] == code
    assert program("member").get(path).json()["shared"] is None
    assert asking.delete(f"{path}/shared").status_code == 204
    assert asking.delete(f"{CARDS}/cards/{made.json()['id']}").status_code == 204
    assert asking.get(path).status_code == 404


def test_how_a_person_is_reached_is_told_to_few(story: Story, program: Start) -> None:
    asking = program("coordinator")
    contact = [{"kind": "cell", "value": "+1 555", "note": ""}]
    card = {"given_name": "Ann", "family_name": "Lee", "email": "ann@example.org", "contacts": contact}
    path = f"{CARDS}/persons/{asking.post(f'{CARDS}/persons', card).json()['id']}"
    told = [program(role).get(path).json() for role in ("coordinator", "member")]
    assert [(each["name"], each["email"], each["contacts"], each["given_name"]) for each in told] == [
        ("Ann Lee", "ann@example.org", contact, "Ann"),
        ("Ann Lee", "", [], ""),
    ]


def test_an_import_goes_from_text_to_cards_and_back(story: Story, program: Start) -> None:
    asking = program("coordinator")
    text = "Who,Where\nStone Guild,Mali\nRain Guild,Nowhere\n,\n"
    made = asking.post(f"{CARDS}/imports", {"kind": "organisations", "file_name": "a.csv", "text": text})
    assert (made.status_code, made.json()["columns"], made.json()["rows"]) == (201, ["Who", "Where"], 2)
    path = f"{CARDS}/imports/{made.json()['id']}"
    columns = {"mapping": {"name": "Who", "country": "Where"}}
    assert asking.put(f"{path}/columns", columns).json()["mapping"] == columns["mapping"]
    wrong = asking.put(f"{path}/columns", {"mapping": {"name": "Whom", "colour": "Who"}})
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["mapping.colour"])
    preview = asking.get(f"{path}/preview").json()
    assert (preview["count"], [(each["row"], each["field"]) for each in preview["problems"]]) == (1, [(3, "country")])
    assert asking.post(f"{path}/apply").json()["reason"] == "directory.import_has_errors"
    done = asking.post(f"{path}/apply", {"leave_out_errors": True}).json()
    assert (done["state"], done["added"]) == ("applied", 1)
    assert asking.get(f"{path}/preview").status_code == 404
    assert whole(asking, f"{CARDS}/imports", 1)[0]["id"] == done["id"]
    assert asking.post(f"{path}/undo").json() == {"removed": 1}
    assert not Organisation.objects.of(story.open.id).filter(name="Stone Guild", removed_at=None).exists()
