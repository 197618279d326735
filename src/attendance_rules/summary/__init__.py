"""Counts of many pupils, and which of them may be published."""
