"""Quillmere: a team sheet and a training log that know people by name alone."""

from tests.data.registers.making.book import Book, Sheet, day, headings, row

TEAM = (
    headings("Full name", "Carer / staff", "Approved or started", "Household", "Email", "Still with us?", fill="CFE2F3"),
    row("Bea Sorrelcote", "Foster carer", day("12/04/2024"), "Sorrelcote", "bea@quillmere.example", True),
    row("Ned Sorrelcote", "Foster carer", day("12/04/2024"), "Sorrelcote", "ned@quillmere.example", True),
    row("Una Brackenhithe", "Staff", "3rd June 2024", None, "una@quillmere.example", True),
    row("Fen Oddmarsh", "Staff", day("09/02/2026"), None, "fen@quillmere.example", True),
    row("Gil Thackwray", "Volunteer", day("01/09/2025"), None, None, False),
    row("Lou Vennable", "Manager", day("16/01/2023"), None, "lou@quillmere.example", True),
)
LOG = (
    headings("Session date", "Topic", "Who came", "First or refresher", "Certificate", fill="D9EAD3"),
    row(day("20/04/2024"), "Online safety for carers", "Bea Sorrelcote", "First", True),
    row(day("20/04/2024"), "Online safety for carers", "Ned Sorrelcote ", "First", True),
    row("12/06/24", "Online safety", "Una Brackenhithe", "First", False),
    row(day("17/05/2025"), "Online safety for carers", "Sorrelcote, Bea", "Refresher", True),
    row(day("18/06/2025"), "Online safety", "Una Brackenhithe", "Refresher", True),
    row(day("05/09/2025"), "Online safety", "Gil Thackwray", "First", False),
    row(day("11/02/2026"), "Online safety", "Fen  Oddmarsh", "First", True),
    row(day("16/05/2026"), "Online safety for carers", "Bea Sorrelcote", "Refresher", True),
    row(day("24/06/2026"), "Online safety", "Una Brackenhithe", "Refresher", True),
    row(day("24/06/2026"), "Online safety", "Lou Vennable", "Refresher", True),
)

BOOK = Book("Google Sheets", (Sheet("Team", TEAM, (20, 14, 18, 14, 26, 12), frozen=1), Sheet("Training log", LOG, (14, 26, 20, 16, 12), frozen=1)), author="Lou Vennable")
