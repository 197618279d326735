"""What a person sees on a terminal: pages, tables, marks, progress."""
