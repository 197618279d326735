"""Documents with positions → Edition, or diagnostics.

An edition is one folder of YAML: what policy authors write, typed and frozen, as written.
"""
