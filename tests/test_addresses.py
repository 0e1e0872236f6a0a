"""The tree of addresses is gone through in one place: names with their spaces, routes from the root, and the views."""

from django.urls import get_resolver

from plenary.core.http.addresses import views


def test_each_address_stands_there_with_its_name_its_route_and_its_view() -> None:
    found = {each.name: each for each in views()}
    ballot = found["decisions:cast"]
    assert (ballot.route, ballot.wanted) == (
        "c/<slug:slug>/proposals/<str:proposal_id>/ballot/",
        ("slug", "proposal_id"),
    )
    assert ballot.view.__name__ == "cast"
    of_api = [each.route for each in found.values() if each.name.startswith("api:v1:")]
    assert [route for route in of_api if route.startswith("api/v1/")] == of_api != []


def test_of_a_part_the_names_are_without_the_space_in_which_it_is_mounted() -> None:
    part = {each.name for each in views(get_resolver("plenary.decisions.urls"))}
    assert part == {each.name.removeprefix("decisions:") for each in views() if each.name.startswith("decisions:")}
