"""Every check of an edition: of its documents as they are read, and of the whole.

`catalogue.CHECKS` is all of them, and `codes.CODES` every code that they report.
"""
