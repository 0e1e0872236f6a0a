"""How the API does what the pages of bodies do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {
    "bodies:form": ("bodies_forming", "bodies_form"),
    "bodies:turn": ("bodies_turn", "bodies_pass_on_turn"),
    "bodies:powers": ("bodies_powers", "bodies_powers_out_of_sight"),
}

WRITES: dict[str, str] = {
    "bodies_form": "401 422 422 422 422 422 422 422",
    "bodies_join": "401 404 404 404 404 404 404 404",
    "bodies_pass_on_turn": "401 404 404 404 404 404 404 404",
    "bodies_give_up": "401 403 403 204 403 403 403 403",
}
