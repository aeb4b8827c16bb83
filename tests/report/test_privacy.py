"""A summary names nobody: no name that was typed as a reference, a Person ID or an owner is in it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from olsxl.config import Config
from olsxl.register import reading
from olsxl.register.naming.child_key import Child
from olsxl.report.build import ReviewView, summarise
from olsxl.review.plan import plan
from olsxl.rules import apply, rule_context
from tests.registers import TODAY, incident, incident_register, person, training_register

if TYPE_CHECKING:
    from olsxl.register.registers import TrainingRegister
    from olsxl.report.summary import Summary
    from olsxl.workbook import AppendRow

STAMP = datetime(2026, 11, 19, 16, tzinfo=UTC)


KEY = (Child("C-7F3K", ("Jayden Mottershead",), date(2012, 4, 3)), Child("C-9PPT", ("Hope Lamb",), None))


def summary(*rows: AppendRow, people: tuple[AppendRow, ...] | None = (person(1),)) -> Summary:
    """Sum up a review of these records; `people` None is a home without a training register."""
    training = people and reading.training_register(training_register(*people), "training-register.xlsx", Config())
    return of(incident_register(*rows), training or None)


def of(
    incidents: bytes,
    training: TrainingRegister | None = None,
    config: Config | None = None,
    children: tuple[Child, ...] = (),
) -> Summary:
    """Sum up a review of a register as its bytes are."""
    config = config or Config()
    register = reading.incident_register(incidents, "incident-register.xlsx", config)
    check = rule_context(register, training, TODAY, config, children=children, setup=True)
    return summarise(check, ReviewView(plan(register, TODAY, STAMP), written=True), apply(check))


@pytest.mark.parametrize("typed", ["OLS-2026-Billy", "TAMSIN-1", "Odette2", "Buttercrumb1"])
def test_a_name_in_place_of_a_reference_is_told_by_its_cell_wherever_it_is_told(typed: str) -> None:
    made = summary(incident(1), incident(2), incident(3, incident_ref=typed))
    assert set(made.marked) == {"OLS-2026-0001", "OLS-2026-0002", "Incidents!A4"}
    assert typed not in repr(made)


@pytest.mark.parametrize(
    ("owner", "shown"),
    [("P-001", "P-001"), ("p-001", "P-001"), ("person example 1", "P-001"), (None, "")],
)
def test_an_owner_is_shown_by_the_person_id_in_people(owner: str | None, shown: str) -> None:
    assert summary(incident(1, owner=owner)).open[0].owner == shown


@pytest.mark.parametrize("owner", ["Tamsin-5", "P-002", "Tamsin"])
def test_an_owner_who_is_not_in_people_is_told_by_the_cell(owner: str) -> None:
    made = summary(incident(1, owner=owner))
    assert made.open[0].owner.startswith("Incidents!")
    assert owner not in repr(made)


def test_without_people_an_owner_is_known_by_the_look_of_the_column() -> None:
    rows = [incident(n, owner=owner) for n, owner in enumerate(("P-001", "P-002", "Tamsin-5"), 1)]
    owners = [record.owner for record in summary(*rows, people=None).open]
    assert owners[:2] == ["P-001", "P-002"]
    assert owners[2].startswith("Incidents!")


def test_a_name_in_place_of_a_person_id_is_a_gap_at_its_cell() -> None:
    people = (person(1), person(2), person(3, person_id="Tamsin-5"))
    made = summary(incident(1, owner="Tamsin-5"), people=people)
    assert {gap.person for gap in made.training.gaps} == {"P-001", "P-002", "People!A4"}
    assert "Tamsin" not in repr(made)


def renamed(data: bytes, **titles: str) -> bytes:
    """Give sheets of a register other names."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for old, new in titles.items():
        book[old].title = new
    hidden = book.create_sheet("Jayden's notes")
    hidden.append(["Jayden", "note"])
    hidden.append(["x", "#REF!"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_bears_our_name_whatever_the_manager_calls_it() -> None:
    made = of(renamed(incident_register(incident(1, incident_ref=None, owner="Tamsin")), Incidents="Jayden"))
    assert {seen.where.split("!")[0] for seen in made.observations} >= {"Incidents"}
    assert made.open[0].owner.startswith("Incidents!") if made.open else True
    assert "Jayden" not in repr(made)


def test_of_several_sheets_of_a_kind_each_has_its_number() -> None:
    book = openpyxl.load_workbook(io.BytesIO(incident_register(incident(1), incident(2, incident_ref="Tamsin-5"))))
    book["Incidents"].title = "Hope"
    book.copy_worksheet(book["Hope"]).title = "Jayden"
    out = io.BytesIO()
    book.save(out)
    config = Config.model_validate({"sheets": {"incidents": ["Hope", "Jayden"]}})
    made = of(out.getvalue(), config=config)
    assert {"Incidents 1!A3"} <= {record.ref for record in made.open}
    assert "Incidents 2!A2" in {seen.where for seen in made.observations}
    assert not [name for name in ("Hope", "Jayden") if name in repr(made)]


def test_where_references_begin_again_on_each_sheet_they_bear_our_name_of_it() -> None:
    book = openpyxl.load_workbook(io.BytesIO(incident_register(incident(1), incident(2))))
    book["Incidents"].title = "Jayden"
    out = io.BytesIO()
    book.save(out)
    config = Config.model_validate({"sheets": {"incidents": ["Jayden"]}, "register": {"ref_by_sheet": True}})
    made = of(out.getvalue(), config=config)
    assert {record.ref for record in made.open} == {"Incidents/OLS-2026-0001", "Incidents/OLS-2026-0002"}
    assert "Jayden" not in repr(made)


def test_a_reference_that_holds_a_child_of_the_key_is_shown_by_its_cell_though_all_do() -> None:
    rows = [incident(number, incident_ref=f"Jayden-{number}") for number in (1, 2, 3, 4)]
    made = of(incident_register(*rows, incident(5, incident_ref="HOPE-5")), children=KEY)
    assert [record.ref for record in made.open] == [f"Incidents!A{row}" for row in range(2, 7)]
    assert {"INC135"} <= {seen.code for seen in made.observations}
    assert not [name for name in ("Jayden", "HOPE") if name in repr(made)]
