"""Addresses of agreements: the list, each agreement, its drafting, its signatures, its second addresses."""

from django.urls import path

from plenary.agreements.views import (
    drafting,
    parts,
    reading,
    reviewing,
    seconding,
    signing,
    suggesting,
)

app_name = "agreements"
ALL = "c/<slug:slug>/agreements/"
ONE = f"{ALL}<str:agreement_id>/"
urlpatterns = [
    path(ALL, reading.agreements, name="agreements"),
    path(f"{ALL}new/", drafting.new, name="new"),
    path(f"{ALL}second-address/", seconding.second, name="second"),
    path("signatures/<str:token>/", seconding.second_link, name="second_link"),
    path(ONE, reading.agreement, name="agreement"),
    path(f"{ONE}draft/", drafting.draft, name="draft"),
    path(f"{ONE}terms/", drafting.terms, name="terms"),
    path(f"{ONE}part/", parts.part, name="part"),
    path(f"{ONE}paragraphs/<str:paragraph_id>/", drafting.paragraph, name="paragraph"),
    path(f"{ONE}paragraphs/<str:paragraph_id>/suggest/", suggesting.suggest, name="suggest"),
    path(f"{ONE}suggestions/<str:suggestion_id>/", suggesting.suggestion, name="suggestion"),
    path(f"{ONE}compare/", reading.compare, name="compare"),
    path(f"{ONE}lay-down/", drafting.lay_down, name="lay_down"),
    path(f"{ONE}translate/<str:language>/", drafting.translate, name="translate"),
    path(f"{ONE}translations/<str:language>/", reading.beside, name="beside"),
    path(f"{ONE}look-at/", reviewing.look_at, name="look_at"),
    path(f"{ONE}sign/", signing.sign, name="sign"),
    path(f"{ONE}paper/", signing.paper, name="paper"),
    path(f"{ONE}confirm/", signing.confirm, name="confirm"),
    path(f"{ONE}withdraw/", signing.withdraw, name="withdraw"),
    path(f"{ONE}print/", reading.print_agreement, name="print"),
]
