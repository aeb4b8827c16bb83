from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from olsxl import workbook
from olsxl.jobs.check import check
from olsxl.jobs.correct import Corrected, NobodySays, NoReason, NoReviewId, NothingGone, review_gone
from olsxl.jobs.run import turn
from olsxl.jobs.writes import guarded
from tests.jobs.reviewing import AT, OPTIONS, SETTINGS, Trial
from tests.jobs.test_put_back import DAY, ours, without_updates
from tests.jobs.test_review import rows
from tests.registers import TODAY, incident, incident_register, ref, review, update

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from olsxl.findings import Finding
    from olsxl.jobs.options import RunOptions

BEFORE = incident_register(incident(1), incident(2), review())
ID = "2026-W47"
WHY = "It was made by mistake on the office computer"


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """A home whose review was made and then deleted, with all of its rows."""
    trial = Trial(tmp_path / "home").lay_out(BEFORE)
    trial.review()
    trial.register.write_bytes(BEFORE)
    return trial


def said(trial: Trial, now: datetime = AT, by: str | None = "P-001", options: RunOptions = OPTIONS) -> Corrected:
    return review_gone(trial.home, ID, WHY, by, now, options)


def found(trial: Trial, day: date = TODAY) -> dict[str, list[Finding]]:
    findings = check(trial.home, day, AT + (day - TODAY)).findings
    codes = ("REV301", "REV306", "REV311", "UPD201", "UPD204", "UPD208", "WBK012")
    return {code: mine for code in codes if (mine := [each for each in findings if each.code == code])}


def test_a_review_that_was_deleted_on_purpose_is_not_put_back(trial: Trial) -> None:
    said(trial)
    result = trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    assert (result.restored, ours(trial)[1]) == ((), ["2026-W46", "2026-W48"])


def test_the_reason_stands_in_updates_beside_no_record(trial: Trial) -> None:
    said(trial)
    row = rows(trial.register, "Updates")[-1]
    assert {heading: row[heading] for heading in ("Incident ref", "Type", "Update", "By", "Review")} == {
        "Incident ref": None,
        "Type": "Correction",
        "Update": WHY,
        "By": "P-001",
        "Review": ID,
    }


def test_its_row_is_read_however_short_the_reason_is(trial: Trial) -> None:
    review_gone(trial.home, ID, "made by mistake", "P-001", AT, OPTIONS)
    checked = check(trial.home, TODAY + 7 * DAY, AT + 7 * DAY)
    assert checked.unread == ()
    assert {each.code for each in checked.findings} == {"REV301", "REV302"}  # the gap, and that a review is due


def test_its_week_is_a_gap_with_that_reason(trial: Trial) -> None:
    said(trial)
    ((code, (finding,)),) = found(trial, TODAY + 7 * DAY).items()
    assert (code, finding.severity, WHY in finding.message) == ("REV301", "warning", True)
    assert trial.review(TODAY + 7 * DAY, AT + 7 * DAY).overdue_reviews == 1


def test_the_rows_of_later_reviews_stand_below_it(trial: Trial) -> None:
    said(trial)
    trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    assert ours(trial)[0] == [None, ref(1), ref(2)]


def test_the_schedule_does_not_make_it_again_in_its_week_and_a_person_may(trial: Trial) -> None:
    said(trial)
    turn([trial.home.path], AT + timedelta(hours=1))
    assert ours(trial)[1] == ["2026-W46"]
    assert trial.review(TODAY, AT + timedelta(hours=2)).status == "reviewed"
    assert not found(trial, TODAY + 7 * DAY)


def test_one_that_was_made_again_is_put_back_like_any_other(trial: Trial) -> None:
    said(trial)
    lost = trial.register.read_bytes()
    trial.review(TODAY + DAY, AT + DAY)
    trial.register.write_bytes(lost)
    assert trial.review(TODAY + 7 * DAY, AT + 7 * DAY).restored == (ID,)


def test_what_was_said_is_put_back_where_a_save_wipes_it_out(trial: Trial) -> None:
    said(trial)
    trial.register.write_bytes(BEFORE)
    trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    assert (ours(trial)[1], rows(trial.register, "Updates")[0]["Update"]) == (["2026-W46", "2026-W48"], WHY)


def test_a_single_row_that_was_taken_out_on_purpose_stays_out_and_the_review_stands(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home").lay_out(BEFORE)
    trial.review()
    trial.register.write_bytes(without_updates(trial, 1))
    assert [finding.code for (finding,) in found(trial).values()] == ["REV311"]
    result = said(trial)
    assert (result.gone.row, result.gone.refs, found(trial)) == (None, (ref(2),), {})
    trial.register.write_bytes(BEFORE)
    assert trial.review(TODAY + DAY, AT + DAY).restored == (ID,)
    assert sorted(map(str, ours(trial)[0])) == ["None", ref(1)]


def test_a_crash_after_the_row_was_written_leaves_it_to_the_next_run(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(guarded, "_confirm", killed)
        with pytest.raises(KeyboardInterrupt):
            said(trial)
    assert trial.review(TODAY + 7 * DAY, AT + 7 * DAY).restored == ()
    assert (len(ours(trial)[0]), list(found(trial, TODAY + 7 * DAY))) == (3, ["REV301"])


def test_nothing_is_said_of_a_review_that_stands_or_never_was(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home").lay_out(BEFORE)
    trial.review()
    before = trial.listing()
    with pytest.raises(NothingGone, match="take its row out of the sheet of reviews first"):
        said(trial)
    with pytest.raises(NothingGone, match="knows of no review 2026-W30"):
        review_gone(trial.home, "2026-W30", WHY, "P-001", AT, OPTIONS)
    with pytest.raises(NoReviewId, match="such as 2026-W47"):
        review_gone(trial.home, "last week", WHY, "P-001", AT, OPTIONS)
    with pytest.raises(NoReason):
        review_gone(trial.home, ID, "  ", "P-001", AT, OPTIONS)
    assert trial.listing() == before


def test_it_is_known_who_says_so(trial: Trial) -> None:
    with pytest.raises(NobodySays, match="names no manager"):
        said(trial, by=None)
    with pytest.raises(NobodySays, match="'P-999' stands in no Person ID"):
        said(trial, by="P-999")
    settings = trial.home.path
    settings.write_text(SETTINGS.replace("[home]", '[home]\nmanager = "M. Example"'), "utf-8")
    assert said(trial, by=None).row["By"] == "M. Example"


def test_a_dry_run_writes_nothing(trial: Trial) -> None:
    before = trial.listing()
    result = said(trial, options=OPTIONS._replace(dry_run=True))
    assert (result.as_json()["dry_run"], trial.listing()) == (True, before)


def test_a_review_that_is_gone_is_told_until_then(trial: Trial) -> None:
    ((code, (finding,)),) = found(trial, TODAY + 7 * DAY).items()
    assert (code, finding.severity, finding.cell) == ("REV311", "error", None)
    assert "Open 2, Updated 0, No Update 2" in finding.message
    assert finding.fix.endswith(f"olsxl correct --review {ID} --gone --reason TEXT")


def test_a_review_that_is_gone_again_in_its_week_is_made_anew_and_both_figures_are_told(trial: Trial) -> None:
    trial.review(TODAY + DAY, AT + DAY)
    trial.register.write_bytes(workbook.patch(BEFORE, [update(1, day=TODAY)]))
    result = trial.review(TODAY + 2 * DAY, AT + 2 * DAY)
    assert (result.status, result.restored) == ("reviewed", ())
    (told,) = result.told
    assert "It said: Open 2, Updated 0, No Update 2. It now says: Open 2, Updated 1, No Update 1." in told
    assert "--resend" in told
    assert [finding.code for finding in result.findings if finding.code == "REV311"]
    assert "REV311" not in found(trial, TODAY + 3 * DAY)


def test_rows_of_records_that_were_archived_are_not_missed(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home").lay_out(BEFORE)
    trial.review()
    kept = incident_register(incident(1), review())
    made = [row for row in rows(trial.register, "Reviews") if row["Review"] == ID]
    written = [row for row in rows(trial.register, "Updates") if row["Incident ref"] == ref(1)]
    edits = [
        workbook.AppendRow(sheet, {heading: value for heading, value in row.items() if value is not None})
        for sheet, all_rows in (("Updates", written), ("Reviews", made))
        for row in all_rows
    ]
    identity = json.loads(next((trial.folder / ".olsxl" / "registers").glob("*.json")).read_text("utf-8"))["id"]
    trial.register.write_bytes(workbook.patch(kept, [*edits, workbook.SetProperty("olsxl register", identity)]))
    assert "REV311" not in found(trial)


def test_what_a_clock_that_was_ahead_wrote_is_not_put_back_when_its_day_comes(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home").lay_out(BEFORE)
    ahead = 70 * DAY
    trial.review(TODAY + ahead, AT + ahead)
    trial.register.write_bytes(BEFORE)
    trial.review()
    assert trial.review(TODAY + ahead, AT + ahead).restored == ()
    assert ours(trial)[1] == ["2026-W46", ID, "2027-W04"]
