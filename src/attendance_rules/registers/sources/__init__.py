"""Files and data frames of marks → lazy tables, with each column's role."""
