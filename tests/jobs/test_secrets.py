from __future__ import annotations

from pathlib import Path

import pytest

from olsxl.jobs.secrets import CHILD_KEY, REGISTER, SMTP, Secrets

ENVIRONMENT = {REGISTER: "for all", f"{REGISTER}_ST_MARY_S_HOUSE": "its own", "PATH": "/bin", f"{SMTP}_LARKFIELD": ""}


@pytest.mark.parametrize(
    ("folder", "name", "password"),
    [
        ("St Mary's House", REGISTER, "its own"),
        ("Larkfield", REGISTER, "for all"),
        ("Larkfield", SMTP, None),
        ("St Mary's House", SMTP, None),
        ("St Mary's House", CHILD_KEY, "its own"),
        ("Larkfield", CHILD_KEY, "for all"),
    ],
)
def test_a_homes_own_password_comes_before_the_one_for_all(folder: str, name: str, password: str | None) -> None:
    assert Secrets.of(Path("homes") / folder, ENVIRONMENT).get(name) == password


def test_a_password_is_never_shown_with_what_holds_it() -> None:
    secrets = Secrets.of(Path("Larkfield"), ENVIRONMENT)
    assert "for all" not in repr(secrets)
    assert "PATH" not in secrets.kept
