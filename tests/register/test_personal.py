"""Numbers and addresses of people, and what only looks like them."""

from __future__ import annotations

import pytest

from olsxl.register.naming.personal import NUMBERS, WORDS, kinds
from tests import hostile

PHONE, EMAIL, POSTCODE = "a phone number", "an e-mail address", "a postcode"
NHS, BORN = "an NHS number", "a date of birth"

HOLDING = [
    ("Rang 07700 900123.", PHONE),
    ("07700900123", PHONE),
    ("(01632) 960 001", PHONE),
    ("tel 020 7946 0018, twice", PHONE),
    ("0161 496 0000", PHONE),
    ("+44 7700 900123", PHONE),
    ("+447700900123", PHONE),
    ("+44 (0)20 7946 0018", PHONE),
    ("0044 7700 900123", PHONE),
    ("01632-960-001", PHONE),
    ("07700.900.123", PHONE),
    ("077 00 90 01 23", PHONE),
    ("07700  900123, 07700 - 900 - 123", PHONE),
    ("07700\u2013900\u2011123", PHONE),
    ("07700\u202f900\u202f123", PHONE),
    ("7700900123", PHONE),
    ("his mobile is 7700 900 123.", PHONE),
    ("Wrote to jo.b+1@mail.home.example today", EMAIL),
    ("lives at ZE9 9ZZ", POSTCODE),
    ("SW1A 1AA", POSTCODE),
    ("(M1 1AE)", POSTCODE),
    ("lives at ze9 9zz", POSTCODE),
    ("Sw1a 1aA", POSTCODE),
    ("near B1 4ST", POSTCODE),
    ("EC1A 1BB, second floor", POSTCODE),
    ("ec1a1bb", POSTCODE),
    ("LS119ZZ and ZE9  9ZZ", POSTCODE),
    ("NHS no. 999 000 0018", NHS),
    ("9990000018", NHS),
    ("999-000-0018", NHS),
    ("999.000.0018", NHS),
    ("born 03/04/2012", BORN),
    ("Born on the 3rd April 2012 in Leeds", BORN),
    ("DOB: 3.4.12", BORN),
    ("d.o.b. 03-04-2012", BORN),
    ("date of birth is 2012-04-03", BORN),
    ("(DOB 03/04/2012)", BORN),
    ("birthday: 03/04/2012", BORN),
    ("Birth date 3 April 2012", BORN),
]

OTHER = [
    "",
    "OLS-2026-0001, SG-0123456789 and C-7F3K",
    "OF-07700900123",
    "crime ref 01/2345678/26",
    "Rang 101, then 999; Childline 0800 1111 and 0808 1000 900",
    "03/04/2012 at 10:15, and 12.11.26 09:30",
    "07-11-2026 12:30",
    "07 11 2026 1030",
    "0730 - 0815 on 07.11.2026, 0730 12 11 2026",
    "a happy birthday, kept on 03/04/2026",
    "a Galaxy S20FE, a KS32AB class, an SM53GB card",
    "ref 7700900123/26, 7,700,900,123 views and 770090.0123",
    "2026-11-07 0700",
    "\u00a31,234,567,890 and 1234567890 pence",
    "01234567890.50",
    "192.168.100.200",
    "Ofsted URN SC1234567, URN 2734567",
    "at the @ sign, and @somebody",
    "a SE2 3GB phone, an S10 2TB disk",
    "room B2 5PM, U16 match",
    "year Y9 3PT",
    "flat b1 3rd floor, s1 2nd room, m1 1st and e2 4th",
    "a se2 3gb phone, m1 2pm",
    "a KS3 2AB class",
    "version E5-1AB",
    "born in Leeds",
    "a baby was born, and visited on 03/04/2012",
    "stubborn 03/04/2012",
    "999 000 0017",
    "1111111111",
    "4857773450",
]


@pytest.mark.parametrize(("text", "kind"), HOLDING)
def test_what_tells_who_somebody_is_is_found(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize("text", OTHER)
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("text", [text for text, _ in HOLDING])
def test_what_is_found_is_among_what_is_looked_for_first(text: str) -> None:
    assert NUMBERS.search(text) or any(word in text.lower() for word in WORDS)


def test_no_text_takes_long_however_it_is_made() -> None:
    assert hostile.slow(kinds) == []
    assert hostile.slow(NUMBERS.search) == []
