"""A large register with faults at known cells: every one is found, and nothing else is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from olsxl.register import schema
from olsxl.resources import registers_dir
from olsxl.rules import TITLES
from tests.benchmarks import registers as bulk
from tests.benchmarks.registers import TODAY, filled
from tests.rules.checking import check
from tests.workbook.books import edited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.findings import Finding

INCIDENTS, UPDATES, PEOPLE = 2_000, 10_000, 60
TOMORROW = TODAY + timedelta(days=1)
LAST_SESSION = 1 + 4 * PEOPLE

Cell = tuple[str, str]


@dataclass
class Planted:
    """Both registers row by row, and the faults that were put in: code and cell."""

    incidents: list[bulk.Row] = field(default_factory=lambda: [*bulk.incidents(INCIDENTS, still_open=100)])
    people: list[bulk.Row] = field(default_factory=lambda: [*bulk.people(PEOPLE)])
    training: list[bulk.Row] = field(default_factory=lambda: [*bulk.training(PEOPLE)])
    reviews: list[bulk.Row] = field(default_factory=lambda: [*bulk.reviews()])
    heading: str = ""
    faults: set[Cell] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.updates = [*bulk.updates(UPDATES, self.incidents)]

    def put(self, sheet: schema.Sheet, row: int, changes: Mapping[str, object], *codes: str) -> None:
        """Change cells of one Excel row; each is then at fault by these codes, `heading:code`."""
        self._rows(sheet)[row - 2].update(changes)
        for heading, code in (fault.split(":") for fault in codes):
            letters = get_column_letter(sheet.headings.index(heading) + 1)
            self.faults.add((code, f"{sheet.name}!{letters}{row}"))

    def _rows(self, sheet: schema.Sheet) -> list[bulk.Row]:
        rows = {"Incidents": self.incidents, "Updates": self.updates, "Reviews": self.reviews}
        return (rows | {"People": self.people, "Training": self.training})[sheet.name]

    def findings(self) -> list[Finding]:
        incidents = {"Incidents": self.incidents, "Updates": self.updates, "Reviews": self.reviews}
        training = {"People": self.people, "Training": self.training}
        return check(
            incidents=self._twice_headed(filled(_blank("incident"), incidents)),
            training=self._cut(filled(_blank("training"), training)),
        )

    def _twice_headed(self, data: bytes) -> bytes:
        """The register with another heading for Ofcom ref, where one is given."""
        if not self.heading:
            return data
        data = edited(data, "xl/tables/table1.xml", ('name="Ofcom ref"', f'name="{self.heading}"'))
        return edited(data, "xl/sharedStrings.xml", (">Ofcom ref<", f">{self.heading}<"))

    def _cut(self, data: bytes) -> bytes:
        """The training register with its table of attendance ending at the last session that is not outside it."""
        old, new = (f'ref="A1:K{last}"' for last in (1 + len(self.training), LAST_SESSION))
        return edited(data, "xl/tables/table2.xml", (old, new), (old, new))


@cache
def _blank(name: str) -> bytes:
    return (registers_dir() / f"{name}-register.xlsx").read_bytes()


def found(findings: list[Finding]) -> list[Cell]:
    return sorted((finding.code, finding.where) for finding in findings)


def plant(register: Planted) -> None:
    """Put in every fault that stands in one cell, several of them on one row."""
    put = register.put
    reported = register.incidents[98]["Reported on"]
    assert isinstance(reported, date)
    put(schema.INCIDENTS, 50, {"Recorded on": "31/12/2022 10:15"}, "Recorded on:WBK006")
    put(schema.INCIDENTS, 51, {"Occurred on": "12/31/2022"}, "Occurred on:WBK006")
    put(schema.INCIDENTS, 60, {"Risk area": "Contakt", "Risk level": "low "}, "Risk area:WBK007", "Risk level:WBK008")
    put(schema.INCIDENTS, 100, {"Occurred on": reported + timedelta(days=1)}, "Occurred on:INC104")
    put(schema.INCIDENTS, 300, {"Closed by": None, "Outcome": " "}, "Closed by:INC122", "Outcome:INC122")
    for update in register.updates:
        if update["Incident ref"] == register.incidents[1498]["Incident ref"]:
            update["Incident ref"] = register.incidents[10]["Incident ref"]
    put(
        schema.INCIDENTS,
        1700,
        {"Occurred on": TOMORROW, "Closed on": None, "Sub-type": "?!", "Record held": "ELECTRONIC"},
        *("Occurred on:INC104", "Occurred on:INC105", "Closed on:INC122", "Sub-type:WBK007", "Record held:WBK008"),
    )
    put(schema.INCIDENTS, 1500, {"Incident ref": register.incidents[10]["Incident ref"]}, "Incident ref:INC101")
    for row in (800, 801, 900):
        put(schema.INCIDENTS, row, {"Platform": bulk.Raw(' t="str"><f>1</f><v>a game</v>')})
        put(schema.INCIDENTS, row + 5, {"Service": bulk.Raw("><f>1</f>")})
    register.faults |= {("WBK004", "Incidents!O800"), ("WBK004", "Incidents!C805"), ("WBK003", "Incidents!AE1")}
    register.heading = "OWNER:"
    put(schema.INCIDENTS, 850, {"Assessment": bulk.Raw(' t="e"><v>#REF!</v>')}, "Assessment:WBK005")
    put(schema.INCIDENTS, 1999, {"Status": "Closed for now", "Closed on": None}, "Status:WBK007")
    put(schema.UPDATES, 17, {"Incident ref": "OLS-2020-1"}, "Incident ref:UPD201")
    put(schema.UPDATES, 18, {"Incident ref": None}, "Incident ref:WBK012")
    put(schema.UPDATES, 19, {"Date": None}, "Date:UPD202")
    put(schema.UPDATES, 5000, {"Date": date(2020, 1, 1), "By": None}, "Date:UPD203", "By:UPD204")
    put(schema.UPDATES, 5002, {"Update": "no update"}, "Update:UPD205")
    put(schema.UPDATES, 5004, {"Type": "Progress", "Date": TOMORROW}, "Update:UPD205", "Date:UPD203")
    put(
        schema.UPDATES,
        9001,
        {"Incident ref": "Jo", "Date": TOMORROW, "Type": "no Update", "Update": "none", "By": "  ", "Body told": "Mum"},
        *("Incident ref:UPD201", "Date:UPD203", "Type:WBK008", "Update:UPD205", "By:UPD204", "Body told:WBK007"),
    )
    put(schema.REVIEWS, 41, {"Review": None, "Period from": "soon"}, "Review:WBK012", "Period from:WBK006")
    put(schema.PEOPLE, 12, {"Category": "Teacher", "Base": "onsite"}, "Category:WBK007", "Base:WBK008")
    put(schema.PEOPLE, 20, {"Person ID": "P-991"}, "Person ID:TRN401")
    put(schema.PEOPLE, 21, {"Person ID": "P-992", "Started on": TODAY}, "Person ID:TRN401")
    put(schema.PEOPLE, 30, {}, "Person ID:TRN402")
    put(schema.PEOPLE, 40, {}, "Person ID:TRN403")
    for row, session in enumerate(register.training, 2):
        if session["Person ID"] == "P-029":
            put(schema.TRAINING, row, {"Session on": TODAY - timedelta(days=400)})
        if session["Person ID"] == "P-039":
            put(schema.TRAINING, row, {"Session on": TODAY - timedelta(days=330)})
    register.training += [{"Note": "typed below"}, {"Person ID": "P-001", "Attendance": "?"}]
    register.faults.add(("WBK014", f"Training!K{LAST_SESSION + 1}"))
    del register.reviews[100]
    put(schema.REVIEWS, 102, {}, "Review:REV301")
    del register.reviews[-1]
    register.faults |= {("REV301", "Reviews"), ("REV302", "Reviews")}


def test_a_large_register_in_order_has_no_finding() -> None:
    assert found(Planted().findings()) == []


def test_of_the_faults_in_a_large_register_none_is_missed_and_none_made_up() -> None:
    register = Planted()
    plant(register)
    assert found(register.findings()) == sorted(register.faults)


def test_every_rule_is_among_the_faults() -> None:
    register = Planted()
    plant(register)
    assert {code for code, _ in register.faults} == set(TITLES) - {"WBK001"}, "without a column little else is checked"
