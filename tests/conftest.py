"""Fixtures and settings for all tests."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from attendance_rules.edition.form import Edition
from attendance_rules.edition.load import load_edition
from attendance_rules.policy import Policy

settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("project")


@pytest.fixture(scope="session")
def edition() -> Edition:
    return load_edition()


@pytest.fixture(scope="session")
def policy(edition: Edition) -> Policy:
    return Policy(edition)
