"""`python -m attendance_rules.cli` is `attendance-rules`."""

from attendance_rules.cli import main

if __name__ == "__main__":
    main()
