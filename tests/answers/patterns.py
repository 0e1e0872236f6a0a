"""What is answered alike at many addresses, to each role: anonymous, outsider, applicant, member, protected, chair, coordinator,
elsewhere."""

ALL = "200 200 200 200 200 200 200 200"
NO_GET = "405 405 405 405 405 405 405 405"
POSTED_INSIDE = "in 404 403 405 405 405 405 404"
TO_ITS_FORM = "in 404 404 >proposal >proposal >proposal >proposal 404"
TO_A_FORM_FOR_ALL = " ".join([">proposal"] * 8)
TO_A_DRAFT = "in 404 404 >proposal 404 404 404 404"
SIGNED_IN = "in 200 200 200 200 200 200 200"
INSIDE = "in 404 403 200 200 200 200 404"
COORDINATOR = "in 404 403 403 403 403 200 404"
POSTED_BY_COORDINATOR = "in 404 403 403 403 403 405 404"
CHAIR = "in 404 403 403 403 200 403 404"
KNOWN = "in 404 200 200 200 200 200 404"
AT_DESK = " ".join([">/desk/"] * 7)
NONE_OF_ONES_OWN = "in 404 404 404 404 404 404 404"
BEHIND = "in 404 403 200 200 404"
"""To the roles of a coalition behind closed doors: what is open to its members alone."""
