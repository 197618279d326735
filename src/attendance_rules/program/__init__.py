"""Edition → Program: names resolved, three-valued, ordered in strata.

The Program is the one small form that every engine reads.
"""
