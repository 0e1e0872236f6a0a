"""What the second wall's policies are called and read. Known to both sides of it; loads nothing, so that on SQLite no driver of
PostgreSQL is loaded with the wall."""

SETTING = "plenary.reach"  # what the policies read; absent or empty: nothing
POLICY = "reach"  # the name of the policy on each table of coalitions (`wall`)
ALL_ALONE = f"(SELECT current_setting('{SETTING}', true)) = '*'"
