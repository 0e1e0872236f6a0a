"""Where the directory stands in the masthead."""

from django.utils.translation import gettext_lazy as _

from plenary.core.navigation import register_page
from plenary.directory.permissions import may_read_directory

register_page(_("Directory"), "directory:organisations", 35, may_read_directory)
