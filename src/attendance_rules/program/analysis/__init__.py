"""What holds of a rule for every pupil there can be, not for one."""
