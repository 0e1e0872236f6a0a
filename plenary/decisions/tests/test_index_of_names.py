"""One's own place in an electorate is found by an index, whatever the plan was made for (ADR 21)."""

import pytest
from django.db import connection

from plenary.decisions.models import Elector
from plenary.decisions.queries.electors import in_name_of
from plenary.decisions.tests import factories
from tests import founding

pytestmark = pytest.mark.django_db


def plan_kept_for_every_value(proposal: str, person: str, coalition: str, member: str) -> str:
    """The plan of a query that is asked with any values, in the database's words."""
    rows = in_name_of(Elector.objects.of(coalition).filter(proposal=proposal), person, member)
    sql, params = rows.query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
            numbered = sql
            for number in range(1, len(params) + 1):
                numbered = numbered.replace("%s", f"${number}", 1)
            cursor.execute(f"PREPARE asked AS {numbered}")
            given = ", ".join(connection.ops.compose_sql("%s", [each]) for each in params)
            cursor.execute(f"EXPLAIN EXECUTE asked ({given})")
        found = "\n".join(str(row[-1]) for row in cursor.fetchall())
        if connection.vendor != "sqlite":
            cursor.execute("DEALLOCATE asked")
    return found


def test_a_place_in_ones_own_name_is_found_by_the_index_of_names():
    house = founding.coalition(rules=factories.charter())
    mover, _other = founding.standings(house, 2)
    proposal = factories.opened(mover)
    for member in ("", mover.member):
        assert "electors_of_person" in plan_kept_for_every_value(proposal.pk, mover.person, house.id, member)
