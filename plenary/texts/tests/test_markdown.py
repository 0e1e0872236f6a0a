"""Markdown becomes safe HTML."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from plenary.texts.markdown import render

FORBIDDEN = ("<script", "<img", "<iframe", "<style", "javascript:", "onerror=")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("plain", "<p>plain</p>\n"),
        ("*so*", "<p><em>so</em></p>\n"),
        ("# One\n\n#### Four", "<h3>One</h3>\n<h6>Four</h6>\n"),
        ("###### Six", "<h6>Six</h6>\n"),
        ("[a](https://x.org)", '<p><a href="https://x.org" rel="noopener nofollow ugc">a</a></p>\n'),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>\n"),
        ("<b>raw</b>", "<p>&lt;b&gt;raw&lt;/b&gt;</p>\n"),
        ("![p](https://x.org/p.png)", '<p>!<a href="https://x.org/p.png" rel="noopener nofollow ugc">p</a></p>\n'),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>\n'),
        ("~~gone~~", "<p><s>gone</s></p>\n"),
    ],
)
def test_render(source: str, expected: str) -> None:
    assert render(source) == expected


def link(address: str, shown: str = "") -> str:
    return f'<a href="{address}" rel="noopener nofollow ugc">{shown or address}</a>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("See https://x.org/a_b(c)?q=1#d.", f"See {link('https://x.org/a_b(c)?q=1#d')}."),
        ("(http://x.org/a), then", f"({link('http://x.org/a')}), then"),
        ("انظر https://x.org/a، ثم", f"انظر {link('https://x.org/a')}، ثم"),
        ("*https://x.org*", f"<em>{link('https://x.org')}</em>"),
        ("https://x.org/é", link("https://x.org/%C3%A9", "https://x.org/é")),
        ("[https://x.org](https://y.org)", link("https://y.org", "https://x.org")),
        ("<https://x.org>", link("https://x.org")),
        ("`https://x.org`", "<code>https://x.org</code>"),
        ("ftp://x.org javascript:alert(1) www.x.org https:// xhttps://x.org", None),
    ],
)
def test_addresses_of_the_web_are_links_and_nothing_else_is(source: str, expected: str | None) -> None:
    assert render(source) == f"<p>{source if expected is None else expected}</p>\n"


def test_an_address_of_brackets_ends_where_it_ends() -> None:
    assert render("https://x" + ")" * 50_000) == f"<p>{link('https://x')}{')' * 50_000}</p>\n"


@given(
    st.lists(st.sampled_from([*FORBIDDEN, "https://x", ">", "](", "![", "\n", "`", " x "]), max_size=12).map("".join)
)
def test_nothing_active_comes_through(source: str) -> None:
    tags = [part.split(">")[0].lower() for part in render(source).split("<")[1:]]
    assert [tag for tag in tags if tag.startswith(("script", "img", "iframe", "style")) or '"javascript:' in tag] == []


def test_tags() -> None:
    template = Template("{% load texts %}{{ body|markdown }}{% comparison before after %}")
    html = template.render(Context({"body": "*a*", "before": "nine <b>", "after": "ten <b>"}))
    assert html == "<p><em>a</em></p>\n<del>nine</del><ins>ten</ins> &lt;b&gt;"
