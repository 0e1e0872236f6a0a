"""What membership lets an adopted proposal do, one module a noun: admit members; put them into another category; let two
become one; suspend and remove them, and hear their appeal, which is put to the vote by itself."""

from plenary.core.rooms import import_all

import_all(__name__)
