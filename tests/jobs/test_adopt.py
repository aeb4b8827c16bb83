"""Registers as managers keep them, taken on: each of tests/data/registers adopted, checked and reviewed."""

from __future__ import annotations

import re
import shutil
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from olsxl import workbook
from olsxl.adopt import NotUnderstood, told
from olsxl.config import TrainingSection, load
from olsxl.jobs.adopt import adoption as jobs_adopt
from olsxl.jobs.adopt.adoption import Adopted, Answered, OtherSettings, adopt, try_on_copy
from olsxl.jobs.adopt.sentences import adopted_text
from olsxl.jobs.check import check
from olsxl.jobs.home import Home, read_registers
from olsxl.jobs.options import RunOptions
from olsxl.jobs.review.weekly import review
from olsxl.jobs.training.log import log
from olsxl.jobs.training.sentences import logged_text
from olsxl.register import schema
from olsxl.register.meaning.vocabulary import Vocabulary
from olsxl.register.text import fold, one_line
from olsxl.training.attendance.plan import Asked
from olsxl.training.status import statuses
from olsxl.workbook import UnreadableWorkbook, broken_invariants
from tests.data.registers import make
from tests.jobs.reviewing import parts
from tests.registers import incident, incident_register, plain
from tests.workbook.books import changed_parts, sheet_xml, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from olsxl.jobs.check import Checked
    from olsxl.jobs.review.make import ReviewResult

FOLDER = Path(make.__file__).parent
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)

ADOPTED = [n for n, told in EXPECTED.items() if told["register"] == "incidents"]
REFUSED = [n for n, told in EXPECTED.items() if "refuse" in told]

ASKED = {
    "oakenby": {"Risk level"},  # 1 to 3: which is the worst is not written anywhere
    "stonefettle": {"Technical controls"},  # Y or N says whether they were reviewed, not what was decided
}
"""Columns that a person knows to be ours and that are not taken, since most of their values are not understood."""


@dataclass(frozen=True)
class Case:
    """One register laid into a folder of its own, and what a right understanding of it is."""

    register: Path
    right: dict[str, Any]

    def adopt(self, training: Path | None = None) -> Adopted:
        return adopt(self.register, training, TODAY)


class TakenOn:
    """A case that was taken on: how its register stood before and after, and then its first review."""

    def __init__(self, case: Case) -> None:
        self.case, self.right = case, case.right
        self.before = case.register.read_bytes()
        self.adopted = case.adopt()
        self.after = case.register.read_bytes()
        self.backups = [path.read_bytes() for path in (case.register.parent / ".olsxl" / "backups").iterdir()]

    @property
    def home(self) -> Home:
        return Home.open(self.case.register.parent)

    @cached_property
    def reviewed(self) -> tuple[Checked, ReviewResult]:
        return check(self.home, TODAY, NOW), review(self.home, TODAY, NOW)


@pytest.fixture
def case(tmp_path: Path, request: pytest.FixtureRequest) -> Case:
    return laid_out(request.param, tmp_path)


def laid_out(name: str, folder: Path) -> Case:
    home = folder / "home"
    home.mkdir()
    right = EXPECTED[name]
    return Case(Path(shutil.copy(FOLDER / right["file"], home)), right)


EACH = pytest.mark.parametrize("case", ADOPTED, indirect=True)


@pytest.fixture(scope="module")
def each_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], TakenOn]:
    """Each register taken on once for all tests that only look at what it came to."""
    return cache(lambda name: TakenOn(laid_out(name, tmp_path_factory.mktemp(name))))


@pytest.fixture
def taken_on(each_once: Callable[[str], TakenOn], request: pytest.FixtureRequest) -> TakenOn:
    return each_once(request.param)


EACH_TAKEN_ON = pytest.mark.parametrize("taken_on", ADOPTED, indirect=True)


def of_sheet(refs: Iterable[str]) -> list[str]:
    """References without the sheet before them, where numbers begin again in each: 4 of 2025/4."""
    return [ref.rpartition("/")[2] if ref[:4] in {"2024", "2025", "2026"} else ref for ref in refs]


def same(refs: Iterable[str]) -> list[str]:
    return sorted(fold(ref) for ref in refs)


@EACH_TAKEN_ON
def test_its_sheets_headings_and_values_are_understood(taken_on: TakenOn) -> None:
    found = taken_on.adopted.understood
    assert found
    right = taken_on.right
    assert {each.grid.sheet: each.grid.header_row for each in found.lists} == {
        sheet: right["header_row"][sheet] for sheet in right["sheets"]["incidents"]
    }
    names = {
        ours: theirs.rpartition(" / ")[2] if " / Date" in theirs else theirs for ours, theirs in found.names.items()
    }
    wanted = {ours: one_line(theirs) for ours, theirs in right["columns"]["incidents"].items()}
    name = next(name for name, told in EXPECTED.items() if told is right)
    assert {ours: names[ours] for ours in wanted if ours not in ASKED.get(name, set())} == {
        ours: theirs for ours, theirs in wanted.items() if ours not in ASKED.get(name, set())
    }
    assert {ours for ours, theirs in names.items() if theirs} <= set(wanted)
    updates = [found.updates.assigned.grid.sheet] if found.updates else []
    assert updates == right["sheets"].get("updates", [])
    if found.updates:
        assert {h: found.updates.assigned.name(h) for h in found.updates.assigned.columns} == right["columns"][
            "updates"
        ]


@EACH_TAKEN_ON
def test_every_status_is_read_as_the_manager_means_it(taken_on: TakenOn) -> None:
    config = load(taken_on.case.register.parent / "olsxl.toml")
    words = Vocabulary(config, {})
    right = taken_on.right.get("values", {}).get("status", {})
    assert {typed: (found := words.meaning("status", typed)) and found.value for typed in right} == right


@EACH_TAKEN_ON
def test_updates_in_the_records_own_row_are_found_and_no_other_column_is_taken_for_one(taken_on: TakenOn) -> None:
    found = taken_on.adopted.understood
    assert found
    right = taken_on.right.get("in_record", {})
    own = found.in_row
    kept = (one_line(right.get("update_date", "")), one_line(right.get("update_text", "")))
    assert own.pairs == ((kept,) if kept[0] else ())
    assert own.notes == tuple(right.get("notes", ()))


@EACH_TAKEN_ON
def test_nothing_that_stood_in_it_is_changed(taken_on: TakenOn) -> None:
    before, after = taken_on.before, taken_on.after
    standing = changed_parts(before, after) & set(parts(before))
    of_its_id = {"_rels/.rels"} - ({"_rels/.rels"} if "docProps/custom.xml" in parts(before) else set())
    assert standing == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"} | of_its_id
    assert broken_invariants(after) == broken_invariants(before)
    assert {sheet.name for sheet in workbook.worksheets(after)} - {
        sheet.name for sheet in workbook.worksheets(before)
    } == {*taken_on.adopted.added}
    assert taken_on.backups == [before]


@EACH_TAKEN_ON
def test_after_it_check_and_review_work_and_mark_whom_a_person_would_mark(taken_on: TakenOn) -> None:
    checked, result = taken_on.reviewed
    right = taken_on.right
    of_all = {"WBK002"} if len(right["sheets"]["incidents"]) == 1 else set()  # a year may lack a column of another
    assert not ({"WBK001", "WBK003", "INC101"} | of_all) & {finding.code for finding in checked.findings}
    given_one = right.get("given", [])
    assert same(of_sheet(result.open)) == same([*right["open"], *given_one])
    assert same(of_sheet(result.updated)) == same(right["updated"])
    assert same(of_sheet(result.no_update)) == same([*right["no_update"], *right.get("typed", []), *given_one])
    assert (result.updates_appended, result.reviews_appended) == (len(right["no_update"]) + len(given_one), 1)
    records = len(read_registers(taken_on.home).incidents.incidents.frame)
    assert records == right["records"]


@EACH_TAKEN_ON
def test_a_second_review_of_the_week_adds_nothing_and_puts_nothing_back(taken_on: TakenOn) -> None:
    assert taken_on.reviewed
    once = taken_on.case.register.read_bytes()
    again = review(taken_on.home, TODAY, NOW)
    assert (again.status, again.restored, taken_on.case.register.read_bytes()) == ("already-reviewed", (), once)


def test_the_read_me_explains_what_was_added_and_columns_for_the_program_stand_on_the_right(tmp_path: Path) -> None:
    case = laid_out("stonefettle", tmp_path)
    case.adopt()
    book = openpyxl.load_workbook(case.register, read_only=True)
    assert book.sheetnames[-1] == "Read me"
    said = " ".join(str(row[1]) for row in book["Read me"].iter_rows(values_only=True))
    assert "The sheets Lists, Updates, Reviews, Signers, at the end of the workbook" in said
    assert "Content hash and Seal in Reviews" in said
    assert [cell.value for cell in next(iter(book["Reviews"].rows))][-2:] == ["Content hash", "Seal"]
    assert [cell.value for cell in next(iter(book["Updates"].rows))][-2:] == ["Review", "Entered at"]


def test_a_list_of_things_to_do_is_read_and_rows_go_to_a_sheet_of_their_own(tmp_path: Path) -> None:
    case = laid_out("stonefettle", tmp_path)
    before = parts(case.register)
    assert case.adopt().added == ("Lists", "Updates", "Reviews", "Signers", "Read me")
    review(Home.open(case.register.parent), TODAY, NOW)
    after = parts(case.register)
    sheets = [name for name in before if name.startswith("xl/worksheets/")]
    assert sheets
    assert [name for name in sheets if after[name] != before[name]] == []


def test_a_training_register_is_taken_on_with_it(tmp_path: Path) -> None:
    case = laid_out("oakenby", tmp_path)
    training = Path(shutil.copy(FOLDER / "oakenby-training.xlsx", tmp_path))
    before = training.read_bytes()
    case.adopt(training)
    registers = read_registers(Home.open(case.register.parent))
    assert registers.training
    assert [*registers.training.people.frame["Person ID"]][:2] == ["004", "011"]
    attended = registers.training.training.frame
    assert [*attended["Attendance"].unique()] == ["Attended", "Did not attend", "Partial"]
    assert training.read_bytes() == before


@pytest.mark.parametrize("name", ["fernlow_training", "quillmere_training"])
def test_lists_with_names_and_no_person_id_are_taken_on_and_tell_who_was_trained_when(
    name: str, tmp_path: Path
) -> None:
    case, right = laid_out("oakenby", tmp_path), EXPECTED[name]
    training = Path(shutil.copy(FOLDER / right["file"], tmp_path))
    before = training.read_bytes()
    trained = case.adopt(training).trained
    assert trained
    assert trained.names(trained.people, schema.PEOPLE) | right["columns"]["people"] == trained.names(
        trained.people, schema.PEOPLE
    )
    register = read_registers(Home.open(case.register.parent)).training
    assert register
    names = register.people.frame["Full name"]
    found = {names[each.row]: each.last for each in statuses(register, TODAY, TrainingSection())}
    assert {who: last for who, last in found.items() if last} == right["last"]
    assert [who for who, last in found.items() if last is None] == right["never"]
    assert training.read_bytes() == before


def test_a_matrix_is_never_written_into_and_what_is_logged_goes_to_a_sheet_beside_it(tmp_path: Path) -> None:
    case = laid_out("oakenby", tmp_path)
    training = Path(shutil.copy(FOLDER / "refused-training-matrix.xlsx", case.register.parent))
    case.adopt(training)
    home = Home.open(case.register.parent)
    register = read_registers(home).training
    assert register
    names = register.people.frame["Full name"]
    found = {names[each.row]: each.last for each in statuses(register, TODAY, TrainingSection())}
    day = date(2026, 1, 14)
    last = {"Cal Ravenstitch": day, "Esme Dunlorn": day, "Tam Ivelet": None, "Nia Corbrook": None}
    assert found == last
    signed = tmp_path / "signed.csv"
    signed.write_text("Date,19/11/2026\nFull name,Attended\nTam Ivelet,yes\n", encoding="utf-8")
    before = training.read_bytes()
    result = log(home, signed, TODAY, NOW, Asked(), RunOptions())
    assert changed_parts(before, training.read_bytes()).isdisjoint({"xl/worksheets/sheet1.xml"})
    assert "They go to a sheet of their own, 'Training'" in logged_text(result, home)
    register = read_registers(home).training
    assert register
    found = {names[each.row]: each.last for each in statuses(register, TODAY, TrainingSection())}
    assert found == {**last, "Tam Ivelet": date(2026, 11, 19)}
    assert register.unread == ()
    again = log(home, signed, TODAY, NOW, Asked(), RunOptions())
    assert (again.plan.people, again.plan.already) == ((), result.plan.people)
    signed.write_text("Date,20/11/2026\nFull name,Attended\nCal Ravenstitch,yes\n", encoding="utf-8")
    assert log(home, signed, TODAY, NOW, Asked(), RunOptions()).new_sheet == ""
    book = openpyxl.load_workbook(training)
    rows = [[cell.value for cell in row[:2]] for row in book["Training"].iter_rows()]
    assert rows == [["Full name", "Role"], ["Tam Ivelet", None], ["Cal Ravenstitch", None]]


def test_a_training_register_without_names_or_days_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    case = laid_out("oakenby", tmp_path)
    before = case.register.read_bytes()
    training = tmp_path / "training.xlsx"
    training.write_bytes(plain({"Plan": [["Course", "Room", "Trainer"], ["Online safety", "Hall", "J Fern"]]}))
    with pytest.raises(NotUnderstood, match=r"as the sheet People: .*Person ID"):
        case.adopt(training)
    assert [path.name for path in case.register.parent.iterdir()] == ["oakenby.xlsx"]
    assert case.register.read_bytes() == before


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_register_is_refused_with_what_to_change(name: str, tmp_path: Path) -> None:
    case = laid_out(name, tmp_path)
    before = case.register.read_bytes()
    with pytest.raises((NotUnderstood, workbook.UnreadableWorkbook)) as refused:
        case.adopt()
    assert refused.value.exit_status == 2
    assert any(word in str(refused.value) for word in ("Add a column", "Put a row", "Make one sheet", "Save As"))
    assert [path.name for path in case.register.parent.iterdir()] == [case.register.name]
    assert case.register.read_bytes() == before


def test_a_register_that_was_adopted_already_is_left_as_it_is(tmp_path: Path) -> None:
    case = laid_out("wrenfield", tmp_path)
    case.adopt()
    written = case.register.parent / "olsxl.toml"
    standing = (case.register.read_bytes(), written.read_bytes())
    again = case.adopt()
    assert (again.seen, [doubt.id for doubt in again.doubts]) == (True, ["child-key"])
    assert (case.register.read_bytes(), written.read_bytes()) == standing


def test_adopted_again_with_a_training_list_it_adds_to_the_settings_and_keeps_a_persons_lines(tmp_path: Path) -> None:
    case = laid_out("oakenby", tmp_path)
    case.adopt()
    home = Home.open(case.register.parent)
    review(home, TODAY, NOW)
    written = case.register.parent / "olsxl.toml"
    text = written.read_text(encoding="utf-8").replace("[register]\n", "[register]\n# agreed with Ann\n")
    written.write_text(text, encoding="utf-8")
    before = case.register.read_bytes()
    training = Path(shutil.copy(FOLDER / "oakenby-training.xlsx", case.register.parent))
    assert (again := case.adopt(training)).again
    assert "Added to" in adopted_text(again, case.register, dry_run=False)
    added = written.read_text(encoding="utf-8")
    assert set(text.splitlines()) - set(added.splitlines()) <= {'training = ""', *text.splitlines()} - {
        "# agreed with Ann"
    }
    assert "# agreed with Ann" in added
    assert case.register.read_bytes() == before
    assert read_registers(Home.open(case.register.parent)).training
    assert case.adopt(training).seen


def test_adopted_again_a_corrected_line_stands_and_a_new_sheet_and_a_new_word_are_added(tmp_path: Path) -> None:
    header = ["Log no", "Date reported", "YP", "What happened", "Status", "Who says"]
    rows = [[f"L{n}", "03/11/2026", "A", "Clip", word, "Bo"] for n, word in enumerate(("Open", "Closed", "Open"), 1)]
    register = tmp_path / "log.xlsx"
    register.write_bytes(plain({"2025": [header, *rows]}))
    adopt(register, None, TODAY)
    written = tmp_path / "olsxl.toml"
    text = written.read_text(encoding="utf-8")
    written.write_text(text.replace('Owner = ""', 'Owner = "Who says"  # mine'), encoding="utf-8")
    book = openpyxl.load_workbook(register)
    sheet = book.create_sheet("2026")
    for line in [
        header,
        ["L4", "03/11/2026", "A", "Clip", "Live", "Bo"],
        ["L5", "04/11/2026", "A", "Clip", "Open", "Bo"],
    ]:
        sheet.append(line)
    book.save(register)
    adopt(register, None, TODAY)
    config = load(written)
    assert config.sheets.incidents == ["2025", "2026"]
    assert config.columns.incidents["Owner"] == "Who says"
    assert config.values["status"] == {"Live": "Open"}
    assert 'Owner = "Who says"  # mine' in written.read_text(encoding="utf-8")


def test_a_register_that_came_back_without_what_was_added_is_the_same_once_it_is_adopted_again(tmp_path: Path) -> None:
    case = laid_out("ivylock", tmp_path)
    before = case.register.read_bytes()
    case.adopt()
    home = Home.open(case.register.parent)
    first = review(home, TODAY, NOW)
    case.register.write_bytes(before)
    home.path.unlink()
    case.adopt()
    again = review(Home.open(case.register.parent), TODAY, NOW)
    assert (again.status, again.restored) == ("already-reviewed", (first.review,))
    assert not any("another register" in told for told in again.told)


def test_settings_of_another_register_are_never_written_over(tmp_path: Path) -> None:
    case = laid_out("wrenfield", tmp_path)
    written = case.register.parent / "olsxl.toml"
    written.write_text('[registers]\nincidents = "another.xlsx"\n', encoding="utf-8")
    before = case.register.read_bytes()
    with pytest.raises(OtherSettings, match="names another register than wrenfield"):
        case.adopt()
    assert case.register.read_bytes() == before


def test_a_crash_before_the_settings_are_written_is_made_good_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = laid_out("wrenfield", tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(jobs_adopt, "_write", lambda *_: pytest.fail("the power is gone"))
        with pytest.raises(pytest.fail.Exception):
            case.adopt()
    once = case.register.read_bytes()
    assert case.adopt().added == ()
    assert case.register.read_bytes() == once
    assert load(case.register.parent / "olsxl.toml").sheets.updates == "Updates"


def test_a_register_in_use_is_tried_again_later_and_nothing_is_written(tmp_path: Path) -> None:
    case = laid_out("wrenfield", tmp_path)
    before = case.register.read_bytes()
    case.register.with_name("~$wrenfield.xlsx").write_bytes(b"\x05Rowan".ljust(165, b" "))
    with pytest.raises(workbook.WorkbookBusy) as busy:
        case.adopt()
    assert busy.value.exit_status == 4
    assert case.register.read_bytes() == before
    assert not (case.register.parent / "olsxl.toml").exists()


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    case = laid_out("fernlow", tmp_path)
    before = case.register.read_bytes()
    result = adopt(case.register, None, TODAY, RunOptions(dry_run=True))
    assert result.added == ("Lists", "Updates", "Reviews", "Signers", "Read me")
    assert [path.name for path in case.register.parent.iterdir()] == ["fernlow.xlsx"]
    assert case.register.read_bytes() == before


@EACH
def test_a_trial_is_made_on_a_copy_and_leaves_nothing_behind(case: Case) -> None:
    before = case.register.read_bytes()
    trial = try_on_copy(case.register, None, TODAY, NOW)
    marked = [ref for of in ("no_update", "typed", "given") for ref in case.right.get(of, [])]
    assert same(of_sheet(trial.review.no_update)) == same(marked)
    assert trial.before == trial.after
    assert case.register.read_bytes() == before
    assert [path.name for path in case.register.parent.iterdir()] == [case.register.name]
    assert not trial.home.folder.exists()


def test_a_register_of_our_own_making_needs_nothing(tmp_path: Path) -> None:
    register = tmp_path / "incident-register.xlsx"
    register.write_bytes(incident_register(incident(1)))
    before = register.read_bytes()
    result = adopt(register, None, TODAY)
    assert (result.added, register.read_bytes()) == ((), before)
    config = load(tmp_path / "olsxl.toml")
    assert (config.columns.incidents, config.values, config.sheets.updates) == ({}, {}, "Updates")


def test_what_is_understood_is_told_in_a_managers_words(tmp_path: Path) -> None:
    found = laid_out("stonefettle", tmp_path).adopt().understood
    assert found
    text = told(found)
    assert "Incidents: sheet 'Log 2026', headings in row 1, 7 records." in text
    assert "Incident ref = 'Unique ID'" in text
    assert "Status: 'Signed off' is read as Closed" in text
    assert "It is a list of things to do, so it is read, and No Update rows go to a new sheet." in text


def test_of_two_sheets_that_head_the_same_otherwise_a_person_says_which_is_the_register(
    tmp_path: Path,
) -> None:
    rows = [["1", "03/04/2026", "A", "Open", "x"], ["2", "05/04/2026", "B", "Closed", "y"]]
    register = tmp_path / "log.xlsx"
    register.write_bytes(
        plain(
            {
                "2025": [["Log no", "Date reported", "Child", "Status", "Details"], *rows],
                "2026": [
                    ["Ref", "Date reported", "Child", "Status", "Details"],
                    *rows,
                    ["3", "06/04/2026", "C", "Open", "z"],
                ],
            }
        )
    )
    found = adopt(register, None, TODAY, RunOptions(dry_run=True))
    assert [(doubt.id, doubt.choices, doubt.taken) for doubt in found.doubts][:1] == [
        ("sheet", ("2026", "2025"), ("2026",))
    ]
    assert "sheet '2025' is not read, though 2 rows of it may be records" in adopted_text(found, register, dry_run=True)
    other = adopt(register, None, TODAY, RunOptions(dry_run=True), Answered({"sheet": ("2025",)}))
    assert other.understood
    assert [each.grid.sheet for each in other.understood.lists] == ["2025"]
    adopt(register, None, TODAY)
    assert load(tmp_path / "olsxl.toml").sheets.incidents == "2026"
    adopt(register, None, TODAY, answered=Answered({"sheet": ("2025",)}))
    config = load(tmp_path / "olsxl.toml")
    assert (config.sheets.incidents, config.columns.incidents["Incident ref"]) == ("2025", "Log no")
    assert len(read_registers(Home.open(tmp_path)).incidents.incidents.frame) == 2


def test_an_answer_by_which_records_are_read_otherwise_makes_no_other_register_of_it(tmp_path: Path) -> None:
    header = ["Log no", "Day A", "Day B", "YP", "What happened", "Status"]
    rows = [[f"L{n}", f"0{n}/11/2026", f"1{n}/11/2026", "A", "Clip", "Open"] for n in range(1, 4)]
    register = tmp_path / "log.xlsx"
    register.write_bytes(plain({"Log": [header, *rows]}))
    adopt(register, None, TODAY)
    adopt(register, None, TODAY, answered=Answered({"reported-on": ("Day A",)}))
    assert "WBK017" not in [finding.code for finding in check(Home.open(tmp_path), TODAY, NOW).findings]


def test_a_record_whose_reference_reads_like_the_heading_is_a_record_and_stops_nothing(tmp_path: Path) -> None:
    header = ["Log no", "Date reported", "YP", "What happened", "Status"]
    rows = [[f"L{number}", "03/11/2026", "A", "Clip", "Open"] for number in range(1, 9)]
    register = tmp_path / "log.xlsx"
    register.write_bytes(plain({"Log": [header, *rows, ["Log no", "04/11/2026", "B", "Calls", "Open"], header]}))
    assert adopt(register, None, TODAY).unread == ()
    assert [*read_registers(Home.open(tmp_path)).incidents.incidents.keys][7:] == ["l8", "log no"]


REFS = st.sampled_from([None, "L1", "L2", "L3", "L4", "L5", "L6", 7, " L8 ", "TOTAL", "MAY 2026", 2026, "Log no"])
DAYS = st.dates(date(2020, 1, 1), date(2026, 11, 22)) | st.sampled_from([None, "12.05.2026", "soon"])
TEXTS = st.sampled_from([None, "C-7F3K", "12/11 rang. 13/11 met", "Total", "Y", True, 3])
STATUSES = st.sampled_from([None, "Open", "Closed", "Live", "closed - NFA", "Blue"])
ROWS = st.lists(st.tuples(REFS, DAYS, TEXTS, TEXTS, STATUSES, TEXTS), max_size=9)


@pytest.mark.proof
@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_whatever_stands_in_a_workbook_a_trial_leaves_it_as_it_is(rows: list[tuple[object, ...]]) -> None:
    header = ["Log no", "Date reported", "YP", "What happened", "Status", "Odds and ends"]
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "log.xlsx"
        register.write_bytes(plain({"Log": [header, *rows]}))
        before = register.read_bytes()
        with suppress(NotUnderstood):
            try_on_copy(register, None, TODAY, NOW)
        assert register.read_bytes() == before
        assert [path.name for path in register.parent.iterdir()] == ["log.xlsx"]


def damaged(sheets: dict[str, list[list[object]]]) -> bytes:
    """A workbook of these sheets, of the second of which the end is missing."""
    data, part = plain(sheets), "xl/worksheets/sheet2.xml"
    return with_parts(data, {part: sheet_xml(data, part).partition("</row>")[0]})


HEADED: list[list[object]] = [["Ref", "Date reported", "YP", "What happened", "Status"]]


def test_a_damaged_sheet_that_is_not_needed_is_left_out_and_told(tmp_path: Path) -> None:
    register, training = tmp_path / "log.xlsx", tmp_path / "training.xlsx"
    log: list[list[object]] = [
        *HEADED,
        ["A1", "03/11/2026", "A", "Clip", "Open"],
        ["A2", "04/11/2026", "B", "Calls", "Closed"],
    ]
    register.write_bytes(damaged({"Log": log, "Old": [["x", "y"], ["a", "b"]]}))
    attended: list[list[object]] = [["Name", "Course", "Date"], ["Dee Example", "Online safety", "03/11/2026"]]
    training.write_bytes(damaged({"Training": attended, "Old": [["x", "y"], ["a", "b"]]}))
    found = adopt(register, training, TODAY)
    assert found.understood
    assert found.trained
    for remarks in (found.understood.remarks, found.trained.remarks):
        assert any(each.startswith("sheet 'Old' is damaged, so it is left out") for each in remarks)
    assert load(tmp_path / "olsxl.toml").sheets.leave == []
    registers = read_registers(Home.open(tmp_path))
    assert [(span.workbook, span.sheet) for span in registers.unread] == [("log.xlsx", "Old"), ("training.xlsx", "Old")]


def test_a_register_of_which_the_sheet_that_is_needed_is_damaged_is_refused_with_its_name(tmp_path: Path) -> None:
    register = tmp_path / "log.xlsx"
    log: list[list[object]] = [*HEADED, ["A1", "03/11/2026", "A", "Clip", "Open"]]
    register.write_bytes(damaged({"Notes": [["x", "y"], ["a", "b"]], "Log": log}))
    with pytest.raises(UnreadableWorkbook, match="'Log'"):
        adopt(register, None, TODAY)
    with pytest.raises(UnreadableWorkbook, match=rf"^{re.escape(str(register))} .*'Log'"):  # and not its copy
        try_on_copy(register, None, TODAY, NOW)


def test_a_training_register_that_is_not_there_is_told_by_its_own_place(tmp_path: Path) -> None:
    register, training = tmp_path / "log.xlsx", tmp_path / "elsewhere" / "training.xlsx"
    register.write_bytes(plain({"Log": [*HEADED, ["A1", "03/11/2026", "A", "Clip", "Open"]]}))
    with pytest.raises(UnreadableWorkbook, match=rf"^{re.escape(str(training))} is not there"):
        try_on_copy(register, training, TODAY, NOW)


def test_a_sheet_that_a_person_set_aside_is_asked_about_no_more(tmp_path: Path) -> None:
    rows: list[list[object]] = [["A1", "03/11/2026", "A", "Clip", "Open"], ["A2", "04/11/2026", "B", "Calls", "Open"]]
    other = ["Log no", "Reported", "Young person", "Incident", "State"]
    register = tmp_path / "log.xlsx"
    register.write_bytes(plain({"2026": [*HEADED, *rows], "2025": [other, *rows]}))
    asked = adopt(register, None, TODAY)
    assert "sheet" in {doubt.id for doubt in asked.doubts}
    settings_file = tmp_path / "olsxl.toml"
    text = settings_file.read_text(encoding="utf-8")
    settings_file.write_text(text.replace("[sheets]\n", '[sheets]\nleave = [" 2025"]\n', 1), encoding="utf-8")
    again = adopt(register, None, TODAY)
    assert again.understood
    assert (again.understood.left, again.unread) == ((), ())
    assert "sheet" not in {doubt.id for doubt in again.doubts}


def test_a_register_that_was_adopted_is_tried_with_its_settings_and_its_references(tmp_path: Path) -> None:
    headed: list[object] = ["Date", "What happened", "What we did", "Status"]
    first: list[list[object]] = [["03/11/2026", "Clip", "Talked", "Open"], ["04/11/2026", "Calls", "Told", "Zebra"]]
    register = tmp_path / "log.xlsx"
    register.write_bytes(plain({"Log": [headed, *first]}))
    adopt(register, None, TODAY)
    settings_file = tmp_path / "olsxl.toml"
    settings_file.write_text(settings_file.read_text(encoding="utf-8") + '\n[values.status]\nZebra = "Closed"\n')
    assert review(Home.open(tmp_path), TODAY, NOW).open == ("R-0001",)
    log = openpyxl.load_workbook(register)
    log["Log"].insert_rows(2)
    for number, value in enumerate(["18/11/2026", "Film", "PIN set", "Open"], 1):
        log["Log"].cell(2, number).value = value
    log.save(register)
    standing = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    trial = try_on_copy(register, None, TODAY + timedelta(days=7), NOW + timedelta(days=7))
    assert trial.adopted.again
    assert trial.review.open == ("R-0003", "R-0001")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == standing


def test_sheets_that_are_headed_differently_are_both_the_register_where_a_person_says_so(tmp_path: Path) -> None:
    now: list[list[object]] = [
        ["Ref", "Date reported", "YP", "What happened", "Status", "Follow up"],
        ["A1", "03/11/2026", "A", "Clip", "Open", "04/11/26 talked. 18/11/26 SW rang"],
        ["A2", "04/11/2026", "B", "Calls", "Closed", "05/11/26 over"],
        ["A3", "04/11/2026", "B", "Photo", "Closed", "05/11/26 over"],
        ["A4", "05/11/2026", "B", "Game", "Closed", "06/11/26 over"],
    ]
    then: list[list[object]] = [
        ["Log no", "Reported", "Young person", "Incident", "State", "Actions"],
        ["L1", "03/02/2025", "A", "Film", "Live", "04/02/25 talked. 19/11/26 police rang"],
        ["L2", "04/02/2025", "B", "Chat", "Live", "05/02/25 begun"],
        ["L3", "05/02/2025", "B", "Server", "Closed", "06/02/25 over"],
    ]
    register = tmp_path / "log.xlsx"
    register.write_bytes(plain({"Now": now, "Then": then}))
    alone = adopt(register, None, TODAY)
    (doubt,) = [each for each in alone.doubts if each.id == "sheet"]
    assert (doubt.several, doubt.choices, doubt.taken) == (True, ("Then", "Now"), ("Then",))
    assert [span.sheet for span in read_registers(Home.open(tmp_path)).unread] == ["Now"]
    adopt(register, None, TODAY, answered=Answered({"sheet": ("Now", "Then")}))
    config = load(tmp_path / "olsxl.toml")
    assert config.sheets.incidents == ["Then", "Now"]
    assert config.columns.incidents["Incident ref"] == "Log no | Ref"
    result = review(Home.open(tmp_path), TODAY, NOW)
    assert (result.open, result.updated, result.unread) == (("L1", "L2", "A1"), ("L1", "A1"), ())
    settings_text = (tmp_path / "olsxl.toml").read_bytes()
    assert adopt(register, None, TODAY).seen
    assert (tmp_path / "olsxl.toml").read_bytes() == settings_text
