"""What adopting shows to be no register is set aside in olsxl.toml; a sheet that may be one is told."""

from __future__ import annotations

from datetime import date

from olsxl.adopt import settings_text, told, understand
from olsxl.config import parse
from tests.registers import TODAY, plain

LOG: list[list[object]] = [
    ["Ref", "Date reported", "Child", "What happened", "Status"],
    ["INC-1", date(2026, 11, 2), "C-7F3K", "A tablet was used after the agreed hour", "Open"],
    ["INC-2", date(2026, 11, 5), "C-2B9D", "A message from a stranger was shown to staff", "Closed"],
]
CONTACTS: list[list[object]] = [["Who", "Phone"], ["School", "01632 960 001"]]
WORDS: list[list[object]] = [["Status", "Risk level"], ["Open", "Low"], ["Closed", "High"]]
MEETINGS: list[list[object]] = [["When", "What"], [date(2026, 11, 3), "the network meeting, about two phones"]]


def test_contacts_and_lists_of_words_are_set_aside_and_dated_rows_are_not() -> None:
    data = plain({"Log": LOG, "Contacts": CONTACTS, "Drop downs": WORDS, "Meetings": MEETINGS, "Empty": []})
    understood = understand(data, "log.xlsx", TODAY)
    assert parse(settings_text("Home", "log.xlsx", understood)).sheets.leave == ["Contacts", "Drop downs"]
    text = " ".join(told(understood).split())
    assert "set aside as no part of the register ([sheets] leave): Contacts, Drop downs" in text
    assert "left alone and not read: Meetings. Each check and review tells of it" in text
