from __future__ import annotations

import pickle
from pathlib import Path

from olsxl.workbook.errors import WorkbookBusy


def test_a_failure_crosses_to_another_process_with_its_sentence_and_its_facts() -> None:
    failure = WorkbookBusy(Path("register.xlsx"), "Jo Example")
    again = pickle.loads(pickle.dumps(failure))  # noqa: S301 - our own bytes
    assert (type(again), str(again), again.who, again.exit_status) == (WorkbookBusy, str(failure), "Jo Example", 4)
