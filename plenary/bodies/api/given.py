"""The room's routes, which its modules share."""

from plenary.accounts.routes import Routes

routes = Routes("bodies")
