"""What each address answers each role: the table that the walk of access holds the pages to."""

ALL = "200 200 200 200 200 200 200 200"
NO_GET = "405 405 405 405 405 405 405 405"
POSTED_INSIDE = "in 404 403 405 405 405 405 404"
TO_ITS_FORM = "in 404 404 >proposal >proposal >proposal >proposal 404"
TO_A_FORM_FOR_ALL = " ".join([">proposal"] * 8)
TO_A_DRAFT = "in 404 404 >proposal 404 404 404 404"
SIGNED_IN = "in 200 200 200 200 200 200 200"
INSIDE = "in 404 403 200 200 200 200 404"
COORDINATOR = "in 404 403 403 403 403 200 404"
CHAIR = "in 404 403 403 403 200 403 404"
AT_DESK = " ".join([">/desk/"] * 7)
NONE_OF_ONES_OWN = "in 404 404 404 404 404 404 404"

NONE_FORMED = " ".join(["404"] * 8)  # bodies are public; none was formed besides those of the charter

# anonymous, outsider, applicant, member, protected, chair, coordinator, elsewhere
ANSWERS = {
    "demo:sign_in": "404 404 404 404 404 404 404 404",  # only with the demonstration's setting
    "core:style": ALL,
    "core:offline": SIGNED_IN,
    "desk:welcome": ALL,
    "desk:desk": f"in 200 {'>/c/open-fields/ ' * 5}>/c/elsewhere/",
    "desk:copies": SIGNED_IN,
    "desk:coalition": ALL,  # those who are not known read its public face
    "decisions:proposals": ALL,  # outcomes are public
    "decisions:new": INSIDE,
    "decisions:proposal": "in 404 404 200 200 200 200 404",  # in discussion: argued among members
    "decisions:edit": "in 404 403 200 404 404 404 404",  # a draft, which its movers alone see
    "decisions:show": TO_A_DRAFT,
    "decisions:second": TO_ITS_FORM,
    "decisions:open": TO_A_DRAFT,
    "decisions:withdraw": TO_ITS_FORM,
    "decisions:cast": TO_ITS_FORM,
    "decisions:object": TO_ITS_FORM,
    "decisions:withdraw-objection": TO_ITS_FORM,
    "decisions:comment": TO_ITS_FORM,
    "decisions:translate": "in 404 404 200 200 200 200 404",  # into French, of what is in discussion
    "decisions:amend": "in 404 404 200 200 200 200 404",
    "decisions:vote-on-amendments": TO_ITS_FORM,
    "decisions:accept-amendment": TO_ITS_FORM,
    "decisions:withdraw-amendment": TO_ITS_FORM,
    "decisions:again": TO_A_FORM_FOR_ALL,
    "decisions:temperature": TO_ITS_FORM,
    "decisions:reword": "in 404 404 403 403 403 403 404",  # consensus is not tested on it
    "decisions:concern": TO_ITS_FORM,
    "decisions:answer-concern": TO_ITS_FORM,
    "decisions:settle-concern": TO_ITS_FORM,
    "decisions:nominate": TO_ITS_FORM,
    "decisions:answer-nomination": TO_ITS_FORM,
    "decisions:withdraw-nomination": TO_ITS_FORM,
    "decisions:vacancy": NONE_OF_ONES_OWN,  # nothing fell vacant
    "decisions:vacancy-json": NONE_OF_ONES_OWN,
    "decisions:answer-vacancy": TO_ITS_FORM,
    "decisions:statement": NONE_OF_ONES_OWN,  # nobody is nominated
    "decisions:refer": TO_ITS_FORM,
    "decisions:advise": TO_ITS_FORM,
    "decisions:became": TO_ITS_FORM,
    "decisions:send-back": TO_ITS_FORM,
    "decisions:record_call": CHAIR,
    "decisions:settle_on_call": "in 404 404 403 403 200 403 404",
    "decisions:correct_call": "in 404 404 403 403 200 403 404",
    "decisions:open_urgently": TO_A_DRAFT,
    "decisions:undo_again": TO_ITS_FORM,
    "decisions:put_again": TO_A_FORM_FOR_ALL,
    "decisions:brief": "in 404 404 200 200 200 200 404",
    "decisions:brief-text": "in 404 404 200 200 200 200 404",
    "decisions:brief-pdf": "in 404 404 200 200 200 200 404",
    "decisions:count": NONE_OF_ONES_OWN,  # nothing was chosen among several
    "decisions:count-json": NONE_OF_ONES_OWN,
    "decisions:count-pdf": NONE_OF_ONES_OWN,
    "decisions:ballot-file": NONE_OF_ONES_OWN,
    "decisions:papers": NONE_OF_ONES_OWN,
    "decisions:papers-csv": NONE_OF_ONES_OWN,
    "decisions:delegations": INSIDE,
    "decisions:end-delegation": NONE_OF_ONES_OWN,
    "decisions:delegate": TO_ITS_FORM,
    "decisions:stand-back": TO_ITS_FORM,
    "decisions:step-in": TO_ITS_FORM,
    "decisions:extend": TO_ITS_FORM,
    "decisions:answers": "in 404 404 403 403 403 200 404",
    "bodies:form": SIGNED_IN,
    "bodies:bodies": ALL,
    "bodies:body": ALL,
    "bodies:formed": NONE_FORMED,
    "bodies:join": NONE_FORMED,
    "bodies:turn": NONE_FORMED,
    "bodies:workload": INSIDE,
    "bodies:powers": INSIDE,
    "bodies:handover": "in 403 403 200 403 403 403 403",  # likewise
    "health:come_back": ALL,
    "health:concerns": ALL,  # the charter is public
    "health:raise": ALL,
    "health:box": "in 404 403 403 403 200 200 404",  # the offices to which its charter sends concerns
    "health:key": "in 404 403 403 403 200 200 404",
    "health:shares": f"in 404 403 403 403 {'>/c/open-fields/concerns/key/ ' * 2}404",  # who has no key makes one first
    "health:concern": "in 404 403 403 403 404 404 404",  # there is none yet
    "bodies:give_up": "in 403 403 200 403 403 403 403",  # a seat that all may see, and one member's own
    "meetings:meetings": INSIDE,
    "meetings:call": COORDINATOR,
    "meetings:meeting": INSIDE,
    "meetings:calendar": INSIDE,
    "meetings:change": COORDINATOR,
    "meetings:call_off": NO_GET,
    "meetings:agenda": COORDINATOR,
    "meetings:attend": NO_GET,
    "meetings:attendance": COORDINATOR,
    "meetings:write": INSIDE,
    "meetings:agree": INSIDE,
    "meetings:finish": COORDINATOR,
    "membership:members": ALL,
    "membership:applicants": INSIDE,
    "membership:protected": CHAIR,
    "membership:take_up": CHAIR,
    "membership:admit_protected": NO_GET,
    "membership:vouch": INSIDE,
    "membership:apply": "in 200 403 403 403 403 403 200",
    "membership:here": NO_GET,
    "membership:member": ALL,
    "membership:change": NO_GET,
    "membership:withdraw": "in 403 403 200 403 403 403 403",
    "membership:invite": "in 403 403 200 403 403 200 403",
    "membership:uninvite": NO_GET,
    "membership:commitment": "in 403 403 200 403 403 200 403",
    "membership:opening": INSIDE,
    "membership:opening_paper": INSIDE,
    "membership:member_opening": ALL,
    "membership:answer": "in 403 403 200 403 403 200 403",
    "membership:answer_one": "in 403 403 200 403 403 200 403",
    "membership:look_again": NO_GET,
    "membership:balance": INSIDE,
    "membership:contributions": INSIDE,
    "membership:commitments": INSIDE,
    "membership:offer": "in 403 403 200 403 403 200 403",
    "membership:contribution": NONE_OF_ONES_OWN,
    "membership:promise": "in 403 403 200 403 403 200 403",
    "membership:member_commitment": NONE_OF_ONES_OWN,
    "membership:accommodations": ALL,
    "membership:ask_accommodation": "in 403 403 200 403 403 200 403",
    "membership:accommodation": NONE_OF_ONES_OWN,
    "membership:mandate": "in 404 404 200 403 403 200 404",  # who represents whom is for members
    "charter:charter": ALL,
    "charter:versions": ALL,
    "charter:compare": ALL,
    "charter:new": INSIDE,
    "charter:draft": INSIDE,
    "charter:begin": POSTED_INSIDE,
    "charter:copy": POSTED_INSIDE,
    "charter:renew": POSTED_INSIDE,
    "charter:close": POSTED_INSIDE,
    "charter:questions": INSIDE,
    "charter:question": INSIDE,
    "charter:steps": INSIDE,
    "charter:step": INSIDE,
    "charter:chapter": INSIDE,
    "charter:add": INSIDE,
    "charter:part": INSIDE,
    "charter:take_out": INSIDE,
    "charter:move": POSTED_INSIDE,
    "charter:clause": INSIDE,
    "charter:withdraw_comment": POSTED_INSIDE,
    "charter:print": ALL,
    "charter:print_draft": INSIDE,
    "charter:export": ALL,
    "charter:import": INSIDE,
    "directory:organisations": INSIDE,
    "directory:persons": INSIDE,
    "directory:add_organisation": COORDINATOR,
    "directory:add_person": COORDINATOR,
    "directory:organisation": INSIDE,
    "directory:amend_organisation": COORDINATOR,
    "directory:share": NO_GET,
    "directory:person": INSIDE,
    "directory:amend_person": "in 404 403 200 403 403 200 404",  # the member's own card
    "directory:remove": NO_GET,
    "directory:import": COORDINATOR,
    "directory:import_columns": COORDINATOR,
    "directory:import_preview": COORDINATOR,
    "directory:import_undo": NO_GET,
    "directory:import_discard": NO_GET,
    "directory:export": COORDINATOR,
    "notices:inbox": "in 404 200 200 200 200 200 404",
    "notices:choices": "in 404 200 200 200 200 200 404",
    "notices:held": "in 404 404 200 404 404 404 404",  # one member's own
    "emergency:danger": SIGNED_IN,
    "emergency:chosen": SIGNED_IN,
    "emergency:raise_own": SIGNED_IN,
    "emergency:raise_for": NONE_OF_ONES_OWN,
    "emergency:raised": NONE_OF_ONES_OWN,
    "emergency:alarm": NONE_OF_ONES_OWN,
    "emergency:withheld": NONE_OF_ONES_OWN,
    "notices:webhooks": COORDINATOR,
    "notices:new_webhook": COORDINATOR,
    "notices:webhook": COORDINATOR,
    "notices:own": SIGNED_IN,
    "notices:calendar": "in 405 405 405 405 405 405 405",
    "notices:stop": ALL,  # whoever holds the link
    "notices:deadlines": ALL,
    "files:files": "in 404 404 200 200 200 200 404",  # on a shelf for members
    "files:file": "in 404 404 200 200 200 200 404",
    "files:remove": NO_GET,
    "record:feed": ALL,
    "record:verify": ALL,
    "record:bundle": ALL,
    "record:head": ALL,
    "record:entry": ALL,
    "record:receipt": ALL,
    "api:description": ALL,
    "api:tokens": SIGNED_IN,
    "api:end_token": "in 405 405 405 405 405 405 405",
    "accounts:account": SIGNED_IN,
    "accounts:end_session": "in 405 405 405 405 405 405 405",
    "accounts:invitation": ALL,  # whoever holds the link
    "set_language": NO_GET,
    "account_login": f"200 {AT_DESK}",
    "account_request_login_code": f"200 {AT_DESK}",
    "account_confirm_login_code": f">/account/sign-in/code/ {AT_DESK}",
    "mfa_login_webauthn": f"in {AT_DESK}",
    "mfa_authenticate": f"in {AT_DESK}",
    "account_logout": ">/ 200 200 200 200 200 200 200",
    "account_signup": f"200 {AT_DESK}",
    "account_inactive": ALL,
    "account_email_verification_sent": "in " + " ".join([">/account/address/"] * 7),
    "account_reset_password": ALL,
    "account_confirm_password_reset_code": "in in in in in in in in",
    "account_complete_password_reset": " ".join([">/account/password/forgotten/"] * 8),
    "account_password_reset_completed": ALL,
    "account_reauthenticate": "in 403 403 403 403 403 403 403",  # there is nothing to ask of those who have no secret
    "mfa_reauthenticate": "in 403 403 403 403 403 403 403",
    "mfa_reauthenticate_webauthn": "in 403 403 403 403 403 403 403",
    "account_email": SIGNED_IN,
    "account_change_password": "in " + " ".join([">/account/password/new/"] * 7),
    "account_set_password": SIGNED_IN,
    "mfa_index": "in " + " ".join([">/account/#ways"] * 7),
    "mfa_list_webauthn": "in " + " ".join([">/account/#ways"] * 7),
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": NONE_OF_ONES_OWN,
    "mfa_remove_webauthn": NONE_OF_ONES_OWN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": NONE_OF_ONES_OWN,
    "mfa_view_recovery_codes": NONE_OF_ONES_OWN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": NONE_OF_ONES_OWN,
}

# the same roles on proposals in other states
PROPOSALS = {
    "carried_out": ALL,
    "rejected": ALL,
    "lapsed": ALL,
    "held": ALL,
    "not_carried_out": ALL,
    "amended": ALL,
    "notice": "in 404 404 200 200 200 200 404",
    "voting": "in 404 404 200 200 200 200 404",
    "window": "in 404 404 200 200 200 200 404",
    "withdrawn": "in 404 404 200 200 200 200 404",
    "draft": "in 404 404 200 404 404 404 404",
    "shown": "in 404 404 200 200 200 200 404",  # looks for seconders among members
}

# anonymous, outsider, applicant, member, coordinator of “Closed Doors”, and a member of another coalition
CLOSED_ROLES = ("anonymous", "outsider", "closed_applicant", "closed_member", "closed_coordinator", "elsewhere")
CLOSED = {
    "decisions:end-delegation": "in 404 403 404 404 404",
    "desk:coalition": "in 404 200 200 200 404",  # an applicant reads there how far the application is
    "membership:member": "in 404 404 200 200 404",
    "membership:apply": "in 404 403 403 403 404",  # by invitation
    "notices:inbox": "in 404 200 200 200 404",
    "notices:choices": "in 404 200 200 200 404",
    "notices:held": "in 404 404 404 404 404",
    "files:files": "in 404 404 200 200 404",
    "files:file": "in 404 404 404 404 404",  # it has none
    "membership:withdraw": "in 404 404 403 200 404",
    "membership:invite": "in 404 404 403 200 404",
    "membership:commitment": "in 404 404 403 200 404",
    "membership:mandate": "in 404 404 403 200 404",
    "membership:member_opening": "in 404 404 200 200 404",
    "membership:answer": "in 404 404 403 200 404",
    "membership:answer_one": "in 404 404 403 200 404",
    "membership:offer": "in 404 404 403 200 404",
    "membership:promise": "in 404 404 403 200 404",
    "membership:accommodations": "in 404 404 200 200 404",
    "membership:ask_accommodation": "in 404 404 403 200 404",
    "membership:protected": "in 404 403 403 403 404",  # its charter protects nobody
    "membership:take_up": "in 404 403 403 403 404",
    "membership:vouch": "in 404 403 200 200 404",
    "bodies:formed": "in 404 403 404 404 404",
    "bodies:join": "in 404 403 404 404 404",
    "bodies:turn": "in 404 403 404 404 404",
    "bodies:handover": "in 404 403 403 200 404",
    "bodies:give_up": "in 404 403 403 200 404",
    "health:raise": "in 404 403 403 403 404",  # its charter names no office to which a concern goes
    "health:box": "in 404 403 403 403 404",
    "health:key": "in 404 403 403 200 404",
    "health:shares": "in 404 403 403 >/c/closed-doors/concerns/key/ 404",
    "health:concern": "in 404 403 403 403 404",
    "charter:compare": "in 404 403 404 404 404",  # there is one version
    "charter:part": "in 404 403 404 404 404",  # its charter has no board
    "charter:take_out": "in 404 403 404 404 404",
    "decisions:record_call": "in 404 403 403 200 404",
    "decisions:settle_on_call": "in 404 403 403 403 404",
    "decisions:correct_call": "in 404 403 403 403 404",
    "decisions:edit": "in 404 403 403 403 404",  # it was decided
    "decisions:vacancy": "in 404 403 404 404 404",
    "decisions:vacancy-json": "in 404 403 404 404 404",
    "decisions:count": "in 404 403 404 404 404",
    "decisions:count-json": "in 404 403 404 404 404",
    "decisions:count-pdf": "in 404 403 404 404 404",
    "decisions:ballot-file": "in 404 403 404 404 404",
    "decisions:papers": "in 404 403 404 404 404",
    "decisions:papers-csv": "in 404 403 404 404 404",
    "decisions:brief": "in 404 403 404 404 404",  # and asks nothing of anybody any more
    "decisions:brief-pdf": "in 404 403 404 404 404",
    "decisions:brief-text": "in 404 403 404 404 404",
    "decisions:statement": "in 404 403 404 404 404",  # nobody is nominated
    "decisions:translate": "in 404 403 403 403 404",
    "decisions:amend": "in 404 403 403 403 404",
    "decisions:reword": "in 404 403 403 403 404",
    "decisions:answers": "in 404 403 403 403 404",
    "directory:amend_person": "in 404 403 403 200 404",
    "meetings:finish": "in 404 403 200 200 404",  # the one's own action
}


def answer_behind_closed_doors(name: str) -> str:
    """What a closed coalition answers where nothing else is told: what was open to all is open to its members."""
    open_to = ANSWERS[name]
    if name.startswith("record:"):
        return "in 404 200 200 200 404"  # an applicant reads what concerns the application
    if open_to == NO_GET:
        return "405 405 405 405 405 405"
    if open_to in {TO_ITS_FORM, TO_A_FORM_FOR_ALL, TO_A_DRAFT}:
        return "in 404 403 >proposal >proposal 404"
    if open_to == POSTED_INSIDE:
        return "in 404 403 405 405 404"
    return CLOSED.get(name) or ("in 404 403 403 200 404" if open_to == COORDINATOR else "in 404 403 200 200 404")
