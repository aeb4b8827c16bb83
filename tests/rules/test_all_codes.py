"""Every code of these families that can be checked today is in the catalogue; a few wait for other records."""

from __future__ import annotations

import pytest

from olsxl.rules import find

WORKBOOK = {f"WBK0{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21)}
UPDATES = {f"UPD2{number:02}" for number in (*range(1, 12), 13)}
REVIEWS = {f"REV3{number:02}" for number in (1, 2, 6, 7)}
TRAINING = {f"TRN4{number:02}" for number in range(1, 10)}
PEOPLE = {f"PPL5{number:02}" for number in (1, 2, 3)}

WARNINGS = {"WBK002", "WBK004", "WBK008", "WBK013", "WBK016", "WBK018", "WBK019", "WBK020", "WBK021"} | {
    "UPD206",
    "UPD207",
    "UPD209",
    "UPD210",
    "UPD211",
    "UPD213",
}
WARNINGS |= {"TRN403", "TRN404", "TRN409", "PPL503"}


@pytest.mark.parametrize("code", sorted(WORKBOOK | UPDATES | REVIEWS | TRAINING | PEOPLE))
def test_a_code_is_in_the_catalogue_with_its_explanation_and_severity(code: str) -> None:
    rule = find(code)
    assert all((rule.explanation.title, rule.explanation.why, rule.explanation.put_right, rule.explanation.example))
    assert rule.severity == ("warning" if code in WARNINGS else "error")
