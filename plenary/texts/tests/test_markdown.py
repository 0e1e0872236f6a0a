"""Markdown becomes safe HTML."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from plenary.texts.markdown import MOST_CELLS, render

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


def table(columns: int, rows: int, row: str = "|") -> str:
    return "|a" * columns + "\n" + "|-" * columns + "\n" + f"{row}\n" * rows + "\n"


def cells(html: str) -> int:
    return html.count("<td>") + html.count("<th>")


@pytest.mark.parametrize(
    "source",
    [
        table(50, 9_000),
        table(200, 320) * 13,
        table(50, 20) * 80,
        table(50, 9_000).replace("|a", "> |a", 1).replace("\n|", "\n> |"),
        table(1, 0) * 3_000,
    ],
)
def test_threat_tables_that_unfold_are_shown_as_they_were_written(source: str) -> None:
    html = render(source)
    assert cells(html) <= MOST_CELLS
    assert len(html) < 40 * MOST_CELLS + 2 * len(source)
    assert "|a" in html


def test_a_large_table_is_shown_whole_and_what_follows_too_much_stays_to_be_read() -> None:
    large = table(40, 100, "|b" * 40)
    assert cells(render(large)) == 40 * 101
    both = render(f"{large}{large}**end**\n\n{table(2, 1)}")
    assert cells(both) == 40 * 101
    assert both.endswith("<p><strong>end</strong></p>\n<p>|a|a\n|-|-\n|</p>\n")


def test_tags() -> None:
    template = Template("{% load texts %}{{ body|markdown }}{% comparison before after %}")
    html = template.render(Context({"body": "*a*", "before": "nine <b>", "after": "ten <b>"}))
    assert html == "<p><em>a</em></p>\n<del>nine</del><ins>ten</ins> &lt;b&gt;"
