"""Addresses of monitoring: instruments with what hangs on each, actors, sources, and findings."""

from django.urls import path

from plenary.monitoring.views import (
    actors,
    drive,
    exports,
    findings,
    frames,
    instruments,
    lists,
    obligations,
    redacting,
    sources,
    steps,
    treaty_actions,
)

app_name = "monitoring"
ALL = "c/<slug:slug>/instruments/"
ONE = f"{ALL}<str:instrument_id>/"
ACTORS = "c/<slug:slug>/actors/"
SOURCES = "c/<slug:slug>/sources/"
SOURCE = f"{SOURCES}<str:source_id>/"
FINDING = "c/<slug:slug>/findings/<str:finding_id>/"
urlpatterns = [
    # pages for frames of other sites
    path(f"{ONE}counter/", frames.counter, name="counter"),
    path(f"{ONE}counter.json", frames.counter_json, name="counter_json"),
    path(f"{ONE}timeline/", frames.timeline, name="timeline"),
    # the universalisation drive
    path("c/<slug:slug>/drive/", drive.week, name="week"),
    path(f"{ONE}drive/", drive.drive, name="drive"),
    path(f"{ONE}drive/calendar.ics", drive.calendar, name="calendar"),
    path(f"{ONE}drive/target/", drive.target, name="target"),
    path(f"{ONE}drive/target/<str:target_id>/take-out/", drive.take_out_target, name="take_out_target"),
    path(f"{ONE}drive/states/<str:actor_code>/", drive.approach, name="approach"),
    path(ALL, instruments.instruments, name="instruments"),
    path(f"{ALL}watch/", instruments.watch, name="watch"),
    path(f"{ALL}new/", instruments.new, name="new"),
    path(ONE, instruments.instrument, name="instrument"),
    path(f"{ONE}change/", instruments.change, name="change"),
    path(f"{ONE}map/", instruments.on_map, name="map"),
    path(f"{ONE}actions/new/", treaty_actions.enter_action, name="enter_action"),
    path(f"{ONE}actions/<str:action_id>/take-out/", treaty_actions.take_out_action, name="take_out_action"),
    path(f"{ONE}status.csv", exports.status_csv, name="status_csv"),
    path(f"{ONE}status.json", exports.status_json, name="status_json"),
    path(f"{ONE}status-sdmx.csv", exports.status_sdmx, name="status_sdmx"),
    path(f"{ONE}status-hxl.csv", exports.status_hxl, name="status_hxl"),
    path(f"{ONE}actions.csv", exports.actions_csv, name="actions_csv"),
    path(f"{ONE}list/", lists.bring, name="bring_list"),
    path(f"{ONE}list/<str:brought_list_id>/", lists.compare, name="compare_list"),
    path(f"{ONE}list/<str:brought_list_id>/forget/", lists.forget, name="forget_list"),
    path(f"{ONE}obligations/", obligations.obligations, name="obligations"),
    path(f"{ONE}obligations/new/", obligations.new_obligation, name="new_obligation"),
    path(f"{ONE}obligations/<str:obligation_id>/", obligations.obligation, name="obligation"),
    path(
        f"{ONE}obligations/<str:obligation_id>/take-out/", obligations.take_out_obligation, name="take_out_obligation"
    ),
    path(f"{ONE}obligations/<str:obligation_id>/extend/", obligations.extend, name="extend"),
    path(f"{ONE}extensions/<str:extension_id>/take-out/", obligations.take_out_extension, name="take_out_extension"),
    path(ACTORS, actors.actors, name="actors"),
    path(f"{ACTORS}word/", actors.word, name="word"),
    path(f"{ACTORS}<str:actor_code>/", actors.actor, name="actor"),
    # Sources
    path(SOURCES, sources.sources, name="sources"),
    path(f"{SOURCES}new/", sources.new_source, name="new_source"),
    path(SOURCE, sources.source, name="source"),
    path(f"{SOURCE}amend/", sources.amend_source, name="amend_source"),
    path(f"{SOURCE}withdraw/", sources.withdraw_source, name="withdraw_source"),
    path(f"{SOURCE}redact/", redacting.redact, name="redact"),
    # Findings
    path(f"{ONE}findings/", findings.findings, name="findings"),
    path(f"{ONE}findings/new/", findings.write_finding, name="write_finding"),
    path(FINDING, findings.finding, name="finding"),
    path(f"{FINDING}change/", findings.change_finding, name="change_finding"),
    path(f"{FINDING}claims/new/", findings.claim, name="claim"),
    path(f"{FINDING}claims/<str:claim_id>/sources/", findings.cite, name="cite"),
    path(f"{FINDING}claims/<str:claim_id>/take-out/", findings.take_out_claim, name="take_out_claim"),
    path(f"{FINDING}step/", steps.take_step, name="take_step"),
    path(f"{FINDING}hold/", steps.hold_finding, name="hold_finding"),
    path(f"{FINDING}go-on/", steps.let_go_on, name="let_go_on"),
    path(f"{FINDING}dissent/", steps.dissent, name="dissent"),
    path(f"{FINDING}dissent/take-back/", steps.take_back_dissent, name="take_back_dissent"),
]
