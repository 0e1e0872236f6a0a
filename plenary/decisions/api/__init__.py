"""The routes of decisions: proposals, what is said on their way, ballots, counts, calls; a module for each noun.

Modules are read in the order of the alphabet, in which fixed addresses (`/proposals/call`, `/proposals/kinds`) stand before
those with a part in their place (`/proposals/{proposal_id}`, in `proposals`).
"""

from plenary.decisions.api import advice as advice
from plenary.decisions.api import amendments as amendments
from plenary.decisions.api import answers as answers
from plenary.decisions.api import ballots as ballots
from plenary.decisions.api import briefs as briefs
from plenary.decisions.api import calls as calls
from plenary.decisions.api import concerns as concerns
from plenary.decisions.api import counts as counts
from plenary.decisions.api import delegations as delegations
from plenary.decisions.api import drafts as drafts
from plenary.decisions.api import nominations as nominations
from plenary.decisions.api import objections as objections
from plenary.decisions.api import openings as openings
from plenary.decisions.api import proposals as proposals
from plenary.decisions.api import translations as translations
from plenary.decisions.api import vacancies as vacancies
from plenary.decisions.api.base import routes as routes
