"""Settings of a server that counts what it sends; the product has no such switch."""

from plenary.config.settings import *  # noqa: F403  # all settings of the product, then those of the tests
from plenary.config.settings import MIDDLEWARE as OF_PRODUCT

MIDDLEWARE = ["tests.browser.counting.CountingMiddleware", *OF_PRODUCT]
