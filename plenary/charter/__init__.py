"""The charter: a coalition's rules as one typed, versioned document that people read as prose and the program obeys (B).

It names codes (a seat, a category, a body), never persons or members.
"""
