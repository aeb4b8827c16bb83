"""What a test starts is seen by its fixtures, and it is left out where that is not installed."""

from __future__ import annotations

import datetime
import shutil
from types import SimpleNamespace

import openpyxl.packaging.core
import openpyxl.writer.excel
import pytest

from olsxl.workbook.file import growth


class OneDay(datetime.datetime):
    """The clock of openpyxl, which stamps each workbook that it saves: made twice in a test, it is the same."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> OneDay:
        return cls(2026, 1, 5, 9, tzinfo=tz)


def pytest_configure() -> None:
    clock = SimpleNamespace(datetime=OneDay, timezone=datetime.timezone)
    for module in (openpyxl.packaging.core, openpyxl.writer.excel):
        setattr(module, "datetime", clock)  # noqa: B010  # the stubs do not show it


@pytest.fixture(autouse=True)
def nothing_is_being_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a damaged file for what it is at once: nobody copies one while a test runs."""
    monkeypatch.setattr(growth, "COPYING", ())


MAIL_SERVERS = {"serve", "scripted"}
"""The fixtures that start one (`tests/mail/conftest.py`)."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and MAIL_SERVERS & set(item.fixturenames):
            item.add_marker("server")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("office") and not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed; .ci/run does that")
