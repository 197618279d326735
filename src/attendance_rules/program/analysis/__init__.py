"""What holds of a step for every pupil there can be, not for one."""
