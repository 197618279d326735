"""The 48 obligations as an analyst writes them from the rule files, for one library each.

Nothing here is made from the project's Program: a rule that changes has to be written anew, and the
comparison of answers says so.
"""
