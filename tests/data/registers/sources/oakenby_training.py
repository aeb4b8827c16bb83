"""Oakenby: the staff in one table, who came to which course in another, by staff number."""

from tests.data.registers.making.book import Book, Choice, Sheet, Table, day, headings, row

STAFF = (
    headings("Staff no.", "Employee", "Job title", "Team", "Commenced", "Leaving date", "Long term sick from"),
    row("004", "Avis Hollowmere", "Registered Manager", "Office", day("06/06/2019"), None, None),
    row("011", "Kit Trentish", "Deputy", "Office", day("10/01/2022"), None, None),
    row("015", "Jo Wellbarrow", "Support worker", "House", day("02/05/2023"), None, None),
    row("019", "Sunniva Ruck", "Support worker", "House", day("14/10/2024"), day("31/03/2026"), None),
    row("022", "Ewart Nimblet", "Night support", "House", day("08/04/2025"), None, day("01/09/2026")),
    row("023", "Carys Ottway", "Foster carer", "Fostering", day("01/07/2025"), None, None),
    row("024", "Huw Ottway", "Foster carer", "Fostering", day("01/07/2025"), None, None),
    row("026", "Mab Finchett", "Support worker", "House", day("26/10/2026"), None, None),
)
COURSES = (
    headings("Staff no.", "Employee", "Course title", "Date of course", "Attended?", "Trainer", "Score"),
    row("004", "Avis Hollowmere", "OLS yearly", day("11/03/2026"), "Y", "Safe Screens (invented)", 19),
    row("011", "Kit Trentish", "OLS yearly", day("11/03/2026"), "Y", "Safe Screens (invented)", 17),
    row("015", "Jo Wellbarrow", "OLS yearly", day("11/03/2026"), "N", None, None),
    row("015", "Jo Wellbarrow", "OLS yearly", day("13/05/2025"), "Y", "A. Hollowmere", 15),
    row("019", "Sunniva Ruck", "OLS induction", day("21/10/2024"), "Y", "A. Hollowmere", 16),
    row("022", "Ewart Nimblet", "OLS induction", day("10/04/2025"), "y", "K. Trentish", 14),
    row("023", "Carys Ottway", "OLS induction", day("12/07/2025"), "Y", "K. Trentish", 18),
    row("023", "Carys Ottway", "OLS yearly", day("08/07/2026"), "Part - left early", "K. Trentish", None),
    row("024", "Huw Ottway", "OLS induction", day("12/07/2025"), "Y", "K. Trentish", 12),
    row("024", "Huw Ottway", "OLS yearly", day("08/07/2026"), "Y", "K. Trentish", 15),
)

BOOK = Book(
    "Excel",
    (
        Sheet("Staff list", STAFF, (10, 20, 20, 11, 12, 12, 14), frozen=1, tables=(Table("Staff", "A1:G9", "TableStyleLight11"),)),
        Sheet("Courses attended", COURSES, (10, 20, 16, 13, 15, 24, 8), frozen=1, tables=(Table("Attendance", "A1:G11", "TableStyleLight11"),), choices=(Choice("A2:A11", source="'Staff list'!$A$2:$A$9"),)),
    ),
    author="Avis Hollowmere",
)  # fmt: skip
