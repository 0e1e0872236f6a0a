"""How the API does what the pages of charter do (see tests/parity/__init__.py)."""

DONE_BY: dict[str, tuple[str, ...]] = {}

EXCEPTIONS: dict[str, str] = {}

NOT_YET: set[str] = {
    "charter:charter",
    "charter:versions",
    "charter:compare",
    "charter:new",
    "charter:begin",
    "charter:draft",
    "charter:copy",
    "charter:renew",
    "charter:close",
    "charter:questions",
    "charter:question",
    "charter:steps",
    "charter:step",
    "charter:chapter",
    "charter:add",
    "charter:part",
    "charter:take_out",
    "charter:move",
    "charter:clause",
    "charter:withdraw_comment",
    "charter:print",
    "charter:export",
    "charter:import",
    "charter:print_draft",
}

WRITES: dict[str, str] = {}
