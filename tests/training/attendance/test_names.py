from __future__ import annotations

import pytest

from olsxl.training.attendance.plan import Asked
from tests import registers
from tests.training.attendance.sheets import PEOPLE, marked, planned, understood


@pytest.mark.parametrize(
    "name",
    [
        "juniper  QUILLFEATHER",
        "Quillfeather, Juniper",
        "Ms Juniper Quillfeather",
        "Quillfeather, Ms Juniper",
        "P-001",
        "p-001",
    ],
)
def test_a_name_however_typed_or_the_id_in_its_place_is_certain(name: str) -> None:
    assert marked("yes", name=name).people == ("P-001",)


@pytest.mark.parametrize(
    "name",
    [
        "Quillfeather Juniper",
        "J Quillfeather",
        "J. Quillfeather",
        "Juniper Quillfether",
        "Juniper",
        "Juniper Mae Quillfeather",
    ],
)
def test_a_name_that_is_nearly_the_same_is_shown_and_logged_once_it_is_accepted(name: str) -> None:
    made = marked("yes", name=name)
    assert made.rows == ()
    assert [(each.row, each.typed, each.person) for each in made.likely] == [(2, name, "P-001")]
    sheet = understood("Full name,Attended", f"{name},yes")
    accepted = planned(sheet, asked=Asked(accept=True))
    assert (accepted.people, accepted.likely) == (("P-001",), ())


def test_accents_and_apostrophes_do_not_tell_names_apart() -> None:
    people = (registers.person(1, full_name="Zoë O’Marlow"),)  # noqa: RUF001 - as Excel types it
    assert planned(understood("Name,Attended", "Zoe O'Marlow,y"), people=people).people == ("P-001",)


def test_somebody_unknown_is_held_and_nothing_is_written_for_them() -> None:
    made = marked("yes", name="Peregrine Unheard-Of")
    assert made.rows == ()
    assert [(held.row, held.reason) for held in made.held] == [(2, "nobody in the sheet 'People' is called that")]


def test_two_people_of_one_name_are_never_guessed_between_even_when_accepted() -> None:
    people = (*PEOPLE, registers.person(4, full_name="Juniper Quillfeather"))
    sheet = understood("Full name,Attended", "Juniper Quillfeather,yes", "Barnaby Thistlewood,yes")
    made = planned(sheet, people=people, asked=Asked(accept=True))
    assert made.people == ("P-002",)
    assert made.held[0].reason == "P-001 and P-004 of the sheet 'People' may be meant"
    assert made.held[0].fix == "Type the 'Person ID' of the one who attended"


def test_the_person_id_beside_it_tells_two_people_of_one_name_apart() -> None:
    people = (*PEOPLE, registers.person(4, full_name="Juniper Quillfeather"))
    sheet = understood("Person ID,Full name,Attended", "P-004,Juniper Quillfeather,yes")
    assert planned(sheet, people=people).people == ("P-004",)


def test_a_name_that_is_nearly_that_of_two_people_is_held() -> None:
    people = (registers.person(1, full_name="Tam Fielding"), registers.person(2, full_name="Tim Fielding"))
    made = planned(understood("Full name,Attended", "Tom Fielding,yes"), people=people, asked=Asked(accept=True))
    assert made.rows == ()
    assert len(made.held) == 1


def test_an_id_that_belongs_to_another_name_is_held() -> None:
    made = planned(understood("Person ID,Full name,Attended", "P-002,Juniper Quillfeather,yes"))
    assert made.rows == ()
    assert made.held[0].reason == "P-002 is somebody else in People"


def test_an_unknown_id_beside_a_known_name_is_only_likely() -> None:
    made = planned(understood("ID,Full name,Attended", "17,Juniper Quillfeather,yes"))
    assert [(each.person, each.reason) for each in made.likely] == [("P-001", "there is no 17 in People")]


def test_forename_and_surname_may_stand_in_columns_of_their_own() -> None:
    sheet = understood("Surname,First name,Present", "Quillfeather,Juniper,y")
    assert planned(sheet).people == ("P-001",)
