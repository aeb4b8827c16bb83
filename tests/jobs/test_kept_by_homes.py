"""Registers and training lists as homes keep them, adopted and reviewed, against figures that a person counted.

They lie in a folder beside the project and are no part of it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from olsxl.adopt import settings_text, understand, understand_training
from olsxl.config import parse
from olsxl.jobs.adopt.adoption import try_on_copy
from olsxl.register import reading
from olsxl.training.due import active, trained
from olsxl.training.status import statuses
from tests.registers import incident, incident_register

FOLDER = Path(__file__).parents[2].parent / "shared" / "cases" / "registers"
OCTOBER, NOVEMBER = date(2026, 10, 22), date(2026, 11, 26)
FIGURES = {
    "update-pairs": (OCTOBER, 7, 2, 5),
    "form-responses": (OCTOBER, 7, 2, 5),
    "rag-log": (OCTOBER, 7, 2, 5),
    "sheet-per-child": (OCTOBER, 7, 2, 5),
    "notes-in-thirty-forms": (NOVEMBER, 30, 29, 1),
}
TRAINED = {"training-list": (8, 10), "training-matrix": (8, 10)}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the registers of homes are not there: {FOLDER}")


@pytest.mark.parametrize("name", FIGURES)
def test_a_register_comes_to_the_figures_that_a_person_counted(name: str, tmp_path: Path) -> None:
    register = tmp_path / f"{name}.xlsx"
    register.write_bytes((FOLDER / register.name).read_bytes())
    day, *figures = FIGURES[name]
    trial = try_on_copy(register, None, day, datetime.combine(day, time(12), UTC))
    result = trial.review
    assert [len(result.open), len(result.updated), len(result.no_update)] == figures
    assert (result.unread, trial.before) == ((), trial.after)


@pytest.mark.parametrize("name", TRAINED)
def test_so_many_of_a_training_list_are_trained(name: str) -> None:
    data = (FOLDER / f"{name}.xlsx").read_bytes()
    log = understand(incident_register(incident()), "log.xlsx", OCTOBER)
    found = understand_training(data, name, OCTOBER)
    settings = parse(settings_text("The home", "log.xlsx", log, "training.xlsx", found))
    everybody = statuses(reading.training_register(data, name, settings), OCTOBER, settings.training)
    assert (len(trained(everybody)), len(active(everybody))) == TRAINED[name]


def test_every_register_of_the_folder_is_tried() -> None:
    assert {path.stem for path in FOLDER.glob("*.xlsx")} == {*FIGURES, *TRAINED}
