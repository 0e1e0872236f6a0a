"""What holds when things go wrong: real servers and workers that are killed, race one another, lose their clock or their disk.

Every test runs on SQLite and on PostgreSQL, in processes of their own, on a folder and a database of their own. The process
of the tests touches no database itself: it works over HTTP, by commands, and by `Place.ask`, which calls a function of this
folder inside the product. Functions that run there stand in modules that do not know pytest: `world`, `due`, `inside`.
"""
