"""Pages of the charter: to read, print, take away and compare it, and to prepare a draft together or bring one."""
