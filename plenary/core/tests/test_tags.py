"""The tags of every page."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from plenary.core import clauses, clock, masthead, navigation
from plenary.core.clauses import Citation
from plenary.core.masthead import Foot, Who
from plenary.core.standing import Standing
from plenary.core.verdicts import allow, refuse

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def _render(source: str, **context: Any) -> str:
    with clock.set_to(NOW):
        return Template("{% load plenary %}" + source).render(Context(context)).strip()


def _in_coalition(path: str = "/c/clear-fields/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    request.coalition = SimpleNamespace(
        id="c1", slug="clear-fields", time_zone="Africa/Bamako", name_in=lambda language: f"Clear Fields {language}"
    )
    request.standing = Standing.nobody("c1")
    return request


class Application(forms.Form):
    name = forms.CharField(help_text="As it signs letters.")
    founded = forms.IntegerField(required=False)
    mandate = forms.ChoiceField(widget=forms.RadioSelect, choices=[("decides", "may decide")], help_text="Its own.")
    agreed = forms.BooleanField()
    token = forms.CharField(widget=forms.HiddenInput)


def test_clause_cites_by_number_and_asks_once_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, str]] = []

    def resolver(coalition_id: str, slug: str, key: str) -> Citation | None:
        asked.append((coalition_id, slug, key))
        return (
            Citation("9.1", "/c/clear-fields/charter/#process.amendment", "Processes")
            if key == "process.amendment"
            else None
        )

    monkeypatch.setattr(clauses, "_resolvers", [resolver])
    source = (
        '{% clause "process.amendment" %}|{% clause "process.amendment" %}|{% clause "office.chair" %}|{% clause "" %}'
    )
    link = '<a class="cite" href="/c/clear-fields/charter/#process.amendment" title="Processes">Charter § 9.1</a>'
    assert _render(source, request=_in_coalition()) == f"{link}|{link}||"
    assert asked == [("c1", "clear-fields", "process.amendment"), ("c1", "clear-fields", "office.chair")]


def test_clause_says_nothing_outside_a_coalition() -> None:
    assert _render('{% clause "purpose" %}', request=RequestFactory().get("/")) == ""


def test_when_tells_distance_and_date_in_the_coalitions_zone() -> None:
    moment = NOW + timedelta(days=2)
    assert _render("{% when moment %}", moment=moment, request=_in_coalition()) == (
        '<time datetime="2026-11-24T09:30:00+00:00"><span class="near">in 2 days</span><span class="sep">, </span>'
        '<span class="exact">Tue\u00a024\u00a0Nov, 09:30\u00a0Bamako</span></time>'
    )


def test_when_tells_the_readers_own_zone_first() -> None:
    request = _in_coalition()
    request.user = SimpleNamespace(is_authenticated=True, time_zone="Asia/Beirut")
    assert _render("{% when moment %}", moment=NOW + timedelta(days=40), request=request) == (
        '<time datetime="2027-01-01T09:30:00+00:00">'
        '<span class="exact">Fri\u00a01\u00a0Jan\u00a02027, 11:30\u00a0Beirut</span></time>'
    )


def test_no_moment_says_nothing() -> None:
    assert _render("{% when moment %}{% date_in_zone moment %}", moment=None) == ""


def test_date_in_zone() -> None:
    assert _render("{% date_in_zone moment %}", moment=NOW) == (
        '<time datetime="2026-11-22T09:30:00+00:00">22 Nov</time>'
    )


def test_state_is_a_word_with_a_shape() -> None:
    assert _render('{% state "carried_out" label %}{% state "on_leave" %}', label="adopted, <b>done</b>") == (
        '<span class="state carried-out">adopted, &lt;b&gt;done&lt;/b&gt;</span><span class="state on-leave">on leave</span>'
    )


def test_bar_is_said_in_words_and_stays_within_its_frame() -> None:
    assert _render('{% bar 3 4 "three of four" mark=2 against=9 %}') == (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="three of four">'
        '<rect class="of" width="100" height="10"/><rect class="is" width="75.0" height="10"/>'
        '<rect class="not" x="0.0" width="100.0" height="10"/><rect class="mark" x="49.7" width=".6" height="10"/></svg>'
    )


def test_bar_of_nothing_is_empty() -> None:
    assert '<rect class="is" width="0.0" height="10"/>' in _render('{% bar 0 0 "none" %}')


def test_field_names_help_and_errors_to_the_widget() -> None:
    form = Application({"founded": "long ago"})
    assert "".join(_render("{% field f %}", f=form["name"]).split("\n")) == (
        '<div class="field">  <label for="id_name">Name</label>  '
        '<p class="help" id="id_name_helptext">As it signs letters.</p>  '
        '<ul class="errorlist" id="id_name_error"><li>This field is required.</li></ul>  '
        '<input type="text" name="name" required aria-invalid="true" '
        'aria-describedby="id_name_helptext id_name_error" id="id_name"></div>'
    )


def test_field_says_what_is_optional() -> None:
    assert '<label for="id_founded">Founded <small>optional</small></label>' in _render(
        "{% field f %}", f=Application()["founded"]
    )


def test_nothing_stands_in_a_field_before_it_is_filled_in() -> None:
    form = Application()
    form.fields["name"].widget.attrs["placeholder"] = "Code"
    assert "placeholder" not in _render("{% field f %}", f=form["name"])


def test_field_sets_choices_as_one_group() -> None:
    assert "".join(_render("{% field f %}", f=Application()["mandate"]).split("\n")) == (
        '<fieldset class="field" id="id_mandate" aria-describedby="id_mandate_helptext">  <legend>Mandate</legend>  '
        '<p class="help" id="id_mandate_helptext">Its own.</p>    '
        '<label class="choice" for="id_mandate_0"><input type="radio" name="mandate" value="decides" '
        'id="id_mandate_0" required><span>may decide</span></label></fieldset>'
    )


def test_field_hides_what_is_hidden() -> None:
    assert _render("{% field f %}", f=Application()["token"]) == '<input type="hidden" name="token" id="id_token">'


def test_errors_link_to_their_fields() -> None:
    form = Application({"founded": "1990", "mandate": "decides", "agreed": "on", "token": "x"})
    form.add_error(None, "This name is taken.")
    shown = _render("{% errors form %}", form=form)
    assert "2 things need to be corrected; nothing was saved yet." in shown
    assert '<li><a href="#id_name">This name is taken.</a></li>' in shown
    assert '<li><a href="#id_name"><bdi>Name</bdi></a>: This field is required.</li>' in shown


def test_errors_say_nothing_before_a_form_is_sent() -> None:
    assert _render("{% errors form %}", form=Application()) == ""


def test_pages_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(60), 25).page(2)
    shown = _render("{% pages page %}", page=page, request=RequestFactory().get("/", {"status": "active", "page": "2"}))
    assert 'href="?status=active&amp;page=1"' in shown
    assert 'href="?status=active&amp;page=3"' in shown
    assert "26–50 of 60" in shown


def test_pages_say_nothing_of_one_page() -> None:
    assert _render("{% pages page %}", page=Paginator([1], 25).page(1), request=RequestFactory().get("/")) == ""


def test_masthead_shows_what_the_reader_may_open(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = navigation.Item("Desk", "desk:coalition", 10, lambda _standing: allow())
    record = navigation.Item("Record", "desk:coalition", 60, lambda _standing: refuse("core.members_only"))
    monkeypatch.setattr(navigation, "items", lambda: (desk, record))
    monkeypatch.setattr(masthead, "_namers", [lambda _standing: None, lambda _standing: Who("Amina Diallo")])
    monkeypatch.setattr(masthead, "_footers", [lambda _standing: None, lambda _standing: Foot("4 entries")])
    source = "{% masthead as top %}{{ top.name }} {{ top.url }} {{ top.pages|safe }} {{ top.who.person }}"
    source += "{% foot as remarks %}{% for each in remarks %}, {{ each.sentence }}{% endfor %}"
    with override("fr"):
        assert _render(source, request=_in_coalition()) == (
            "Clear Fields fr /c/clear-fields/ [('Desk', '/c/clear-fields/', True)] Amina Diallo, 4 entries"
        )


def test_masthead_has_the_words_of_views_in_their_order() -> None:
    found = [(item.place, item.view_name) for item in navigation.items()]
    assert found == sorted(found, key=lambda each: each[0])
    assert {(10, "desk:coalition"), (30, "membership:members"), (60, "record:feed")} <= set(found)


def test_masthead_outside_a_coalition_bears_the_products_name() -> None:
    source = "{% masthead as top %}{% foot as remarks %}{{ top.name }} {{ top.url }} {{ top.pages }} {{ remarks }}"
    assert _render(source, request=RequestFactory().get("/")) == "Plenary / [] []"
