"""Tables of pupils: `decide_frame` beside the same obligations written by hand."""
