"""Files of ballots, as other programs write and read them: read into `rules.methods.profiles`, and written from them.

A file that cannot be read says in which line, and why; nothing of it is then used.
"""
