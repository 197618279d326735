"""Statistical disclosure control: which counts of a summary may be published.

A count under a threshold is withheld (primary suppression, by the threshold rule), and so are
others from which it could be had (secondary suppression, by rectangles of counts, as in the
hypercube method). The result is audited: each withheld count is shown to keep a range of values, by
another set of pupils, as the rules allow it, for whom the very same page would be printed.
"""
