"""Pages of proposals: the list, writing, reading, voting."""

from plenary.decisions.views.advice import advise, became, refer, send_back
from plenary.decisions.views.amending import accept_amendment, amend, vote_on_amendments, withdraw_amendment
from plenary.decisions.views.brief import brief, brief_pdf, brief_text
from plenary.decisions.views.calls import correct_call, record_call, settle_on_call
from plenary.decisions.views.concerns import answer_concern, raise_concern, reword, settle_concern, temperature
from plenary.decisions.views.counts import ballot_file, count, count_json, count_pdf, papers, papers_csv
from plenary.decisions.views.lists import proposals
from plenary.decisions.views.nominations import answer_nomination, nominate, statement, withdraw_nomination
from plenary.decisions.views.places import (
    answers,
    delegate,
    delegations,
    end_delegation,
    extend,
    stand_back,
    step_in,
)
from plenary.decisions.views.reading import proposal
from plenary.decisions.views.translating import translate
from plenary.decisions.views.urgency import open_urgently, put_again, undo_again
from plenary.decisions.views.vacancies import answer_vacancy, vacancy, vacancy_json
from plenary.decisions.views.voting import carry_out_again, cast, comment, object_, withdraw_objection
from plenary.decisions.views.writing import edit, new, open_, second, show, withdraw

__all__ = [
    "accept_amendment",
    "advise",
    "amend",
    "answer_concern",
    "answer_nomination",
    "answer_vacancy",
    "answers",
    "ballot_file",
    "became",
    "brief",
    "brief_pdf",
    "brief_text",
    "carry_out_again",
    "cast",
    "comment",
    "correct_call",
    "count",
    "count_json",
    "count_pdf",
    "delegate",
    "delegations",
    "edit",
    "end_delegation",
    "extend",
    "new",
    "nominate",
    "object_",
    "open_",
    "open_urgently",
    "papers",
    "papers_csv",
    "proposal",
    "proposals",
    "put_again",
    "raise_concern",
    "record_call",
    "refer",
    "reword",
    "second",
    "send_back",
    "settle_concern",
    "settle_on_call",
    "show",
    "stand_back",
    "statement",
    "step_in",
    "temperature",
    "translate",
    "undo_again",
    "vacancy",
    "vacancy_json",
    "vote_on_amendments",
    "withdraw",
    "withdraw_amendment",
    "withdraw_nomination",
    "withdraw_objection",
]
