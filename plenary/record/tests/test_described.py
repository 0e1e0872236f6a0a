"""The format is described well enough to write another verifier: one written from its description agrees with ours."""

from io import BytesIO

import pytest
from cryptography.exceptions import InvalidSignature

from plenary.core import clock
from plenary.record import actions as record
from plenary.record import queries
from plenary.record.rules.holding import BrokenError
from plenary.record.rules.verification import verify
from plenary.record.tests.factories import MOMENT, note
from plenary.record.tests.second_verifier import verify_bundle, verify_receipt
from tests import founding

pytestmark = pytest.mark.django_db


def test_a_verifier_written_from_the_description_agrees() -> None:
    with clock.set_to(MOMENT):
        coalition = founding.unchartered()
    member = founding.somebody(coalition)
    note(member, "to all", audience=["public"], about="thing")
    kept = note(member, "أرض", parts=[record.Part(facts={"name": "Amina"}, person="p")])
    note(member, "sealed", audience=["sealed"])
    record.rotate_key(by=member, coalition=coalition)
    record.erase_person(by=member, person="p")
    whole = b"".join(queries.bundle_lines(member))
    assert (verify_bundle(whole), verify(BytesIO(whole)).head.size) == (6, 6)
    receipt = queries.receipt(member, kept)
    assert receipt is not None
    assert (verify_receipt(receipt), verify(BytesIO(receipt)).entry) == (2, 2)

    for place in range(0, len(whole), 97):
        altered = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        with pytest.raises((AssertionError, ValueError, KeyError, TypeError, InvalidSignature)):
            verify_bundle(altered)
        with pytest.raises(BrokenError):
            verify(BytesIO(altered))
