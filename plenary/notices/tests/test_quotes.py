"""What somebody wrote in a reply, whatever their mail program put around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.notices.rules.hypertext import text_of
from plenary.notices.rules.quotes import own_words

ABOVE = "We agree.\n\nAmina"
QUOTED = "> A proposal was opened: Meet in Tirana.\n> \n> http://localhost:8000/c/x/\n>> deeper"
INTRODUCTIONS = [
    "On Mon, 4 May 2026 at 09:00, Plenary <plenary@localhost> wrote:",
    "On Mon, 4 May 2026 at 09:00, Plenary\n<plenary@localhost> wrote:",
    "Le lun. 4 mai 2026 à 09:00, Plenary <plenary@localhost> a écrit :",
    "El lun, 4 may 2026 a las 9:00, Plenary (<plenary@localhost>) escribió:",
    "Am Mo., 4. Mai 2026 um 09:00 Uhr schrieb Plenary <plenary@localhost>:",
    "Em seg., 4 de mai. de 2026 às 09:00, Plenary <plenary@localhost> escreveu:",
    "Il giorno lun 4 mag 2026 alle ore 09:00 Plenary <plenary@localhost> ha scritto:",
    "Op ma 4 mei 2026 om 09:00 schreef Plenary <plenary@localhost>:",
    "в пн, 4 мая 2026 г. в 09:00, Plenary <plenary@localhost> написал:",
    "في الاثنين، 4 مايو 2026 في 9:00 ص تمت كتابة ما يلي بواسطة Plenary <plenary@localhost>:",
    "2026年5月4日(月) 9:00 Plenary <plenary@localhost>:",
    "Dne po 4. 5. 2026 9:00 uživatel Plenary <plenary@localhost> napsal:",
]


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
@pytest.mark.parametrize("end", ["", "\n\n-- \nAmina Diallo\nHorizon", "\n\nSent from my iPhone"])
def test_an_answer_above_the_quotation(introduction: str, end: str) -> None:
    assert own_words(f"{ABOVE}\n\n{introduction}\n\n{QUOTED}{end}") == ABOVE
    assert own_words(f"{ABOVE}{end}\n\n{introduction}\n{QUOTED}".replace("\n", "\r\n")) == ABOVE


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_an_answer_below_the_quotation(introduction: str) -> None:
    assert own_words(f"{introduction}\n{QUOTED}\n\n{ABOVE}\n-- \nAmina") == ABOVE


def test_answers_between_the_parts_of_a_quotation() -> None:
    text = f"{INTRODUCTIONS[0]}\n> Shall we meet in Tirana?\n\nYes.\n\n> In May?\n\nIn June: the roads are dry then."
    assert own_words(text) == "Yes.\n\nIn June: the roads are dry then."


@pytest.mark.parametrize(
    "original",
    [
        "-----Original Message-----\nFrom: Plenary <p@x.org>\nSent: Monday\nTo: Amina\nSubject: Decide\n\nA proposal.",
        "________________________________\nDe : Plenary <p@x.org>\nEnvoyé : lundi\nÀ : Amina\nObjet : Décider\n\nTexte",
        "De: Plenary <p@x.org>\nEnviado: lunes\nPara: Amina\nAsunto: Decidir\n\nTexto",
        "Von: Plenary <p@x.org>\nGesendet: Montag\nAn: Amina\nBetreff: X\n\nText",
        "من: Plenary <p@x.org>\nتاريخ الإرسال: الاثنين\nإلى: أمينة\nالموضوع: قرار\n\nنص",
        "On Mon, 4 May 2026 at 09:00, Plenary <p@x.org> wrote:\nA proposal was opened.",
    ],
)
def test_an_answer_above_a_mail_that_is_not_marked(original: str) -> None:
    assert own_words(f"{ABOVE}\n\n{original}") == ABOVE


@pytest.mark.parametrize(
    "text",
    [
        "Two things:\n\n1. the budget\n2. the date",
        "From: here we go on.\nTo: the end.",
        "On reflection we agree. The board wrote: yes.\nSo do we.",
        "أوافق على الاقتراح.\nلدي سؤال واحد: متى؟",
        "We ask: when?\nThe chair said on 4 May that it can wait",
        "5 > 3, and so on",
    ],
)
def test_words_that_only_look_like_it_are_kept(text: str) -> None:
    assert own_words(text) == text


@pytest.mark.parametrize(
    "text", ["", " \n\t", QUOTED, f"{INTRODUCTIONS[0]}\n{QUOTED}", "-- \nAmina", "Sent from my iPhone"]
)
def test_nothing_of_ones_own(text: str) -> None:
    assert own_words(text) == ""


def test_what_no_page_can_show_is_taken_out() -> None:
    assert own_words("a\x00b\u202ec\ud800d\x1b[2J") == "abcd[2J"


@given(st.text(max_size=400))
def test_any_text_is_taken_and_twice_is_once(text: str) -> None:
    once = own_words(text)
    assert not any(line.startswith(">") for line in once.split("\n"))
    assert own_words(text_of(text)) is not None


@pytest.mark.parametrize("piece", ["wrote ", "-", "<div>", "> ", "a:\n", "1", "From: x\n", "&lt;", "("])
def test_long_mails_take_no_long_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert len(own_words(text)) <= 50_000
    assert len(own_words(text_of(text))) <= 50_000


@pytest.mark.parametrize(
    ("hypertext", "words"),
    [
        ("<p>We <b>agree</b>.</p><p>Amina</p>", "We agree.\n\nAmina"),
        ("<div>We agree.<br>Amina</div><div class=gmail_quote><div>On Mon, 4 May 2026, P &lt;p@x.org&gt; wrote:<br></div>"
         "<blockquote><div>A proposal</div><p>More</p></blockquote></div>", "We agree.\nAmina"),
        ("<style>p{}</style><script>alert(1)</script><p>5 &gt; 3 &amp; so on</p>", "5 > 3 & so on"),
        ("<blockquote>old</blockquote>New<blockquote>older</blockquote>", "New"),
        ("<p>unclosed <b>and <i>crossed</b></i>", "unclosed and crossed"),
        ("<p>We agree.</p><hr><p><b>From:</b> P &lt;p@x.org&gt;<br><b>Sent:</b> Monday<br>"
         "<b>To:</b> A<br><b>Subject:</b> X</p>", "We agree."),
        ("<!-- <p>hidden</p> --><![CDATA[x]]>shown", "shown"),
    ],
)  # fmt: skip
def test_hypertext(hypertext: str, words: str) -> None:
    assert own_words(text_of(hypertext)) == words
