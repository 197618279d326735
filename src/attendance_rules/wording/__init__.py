"""Edition → plain English: conditions, facts and rates in the phrases that the rules give them.

Pure functions from the edition to text, without Markdown.
"""
