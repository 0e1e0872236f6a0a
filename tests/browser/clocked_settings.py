"""Settings of a server whose clock the tests set; the product has no such switch."""

from datetime import timedelta

from plenary.accounts import rules
from plenary.config.settings import *  # noqa: F403  # all settings of the product, then those of the tests
from plenary.config.settings import MIDDLEWARE as OF_PRODUCT

MIDDLEWARE = ["tests.browser.clock.ClockMiddleware", *OF_PRODUCT]

rules.FRESH_FOR_ACTS = timedelta(days=365)  # days pass here in a moment; who signed in a moment ago is not asked again
