"""Settings of a server whose clock the tests set; the product has no such switch."""

from plenary.config.settings import *  # noqa: F403  # all settings of the product, then those of the tests
from plenary.config.settings import MIDDLEWARE as OF_PRODUCT

MIDDLEWARE = ["tests.browser.clock.ClockMiddleware", *OF_PRODUCT]
