"""Addresses of the charter."""

from django.urls import path

from plenary.charter.views import (
    clauses,
    drafting,
    drafts,
    exchange,
    guided,
    parts,
    printing,
    reading,
)

app_name = "charter"
_DRAFT = "c/<slug:slug>/charter/drafts/<str:draft_id>/"
urlpatterns = [
    path("c/<slug:slug>/charter/", reading.charter, name="charter"),
    path("c/<slug:slug>/charter/versions/", reading.versions, name="versions"),
    path("c/<slug:slug>/charter/compare/", reading.compare, name="compare"),
    path("c/<slug:slug>/charter/new/", drafting.new, name="new"),
    path("c/<slug:slug>/charter/begin/", drafting.begin, name="begin"),
    path("c/<slug:slug>/charter/drafts/<str:draft_id>/", drafts.draft, name="draft"),
    path(f"{_DRAFT}copy/", drafts.copy, name="copy"),
    path(f"{_DRAFT}renew/", drafts.renew, name="renew"),
    path(f"{_DRAFT}close/", drafts.close, name="close"),
    path(f"{_DRAFT}questions/", guided.questions, name="questions"),
    path(f"{_DRAFT}questions/<str:question_code>/", guided.question, name="question"),
    path(f"{_DRAFT}steps/", guided.steps, name="steps"),
    path(f"{_DRAFT}steps/<str:step_code>/", guided.step, name="step"),
    path(f"{_DRAFT}chapters/<str:chapter_key>/", parts.chapter, name="chapter"),
    path(f"{_DRAFT}add/<str:kind>/", parts.add, name="add"),
    path(f"{_DRAFT}parts/<str:part_key>/", parts.part, name="part"),
    path(f"{_DRAFT}parts/<str:part_key>/out/", parts.take_out, name="take_out"),
    path(f"{_DRAFT}parts/<str:part_key>/move/", parts.move, name="move"),
    path(f"{_DRAFT}clauses/<str:clause_key>/", clauses.clause, name="clause"),
    path(
        f"{_DRAFT}clauses/<str:clause_key>/<str:comment_id>/withdraw/",
        clauses.withdraw_comment,
        name="withdraw_comment",
    ),
    path("c/<slug:slug>/charter/print/", printing.print_charter, name="print"),
    path("c/<slug:slug>/charter/export/", exchange.export_toml, name="export"),
    path("c/<slug:slug>/charter/import/", exchange.import_toml, name="import"),
    path("c/<slug:slug>/charter/drafts/<str:draft_id>/print/", printing.print_draft, name="print_draft"),
]
