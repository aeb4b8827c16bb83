"""Quillmere: the answers of a Google form, with the manager's own columns at the right, exported from Google Sheets."""

from datetime import datetime

from tests.data.registers.making.book import Book, Cell, Choice, Filter, Sheet, day, headings, row


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M:%S")


HEADS = headings("Timestamp", "Your name", "Are you staff or a foster carer?", "Which child? (initials only)", "When did it happen?",
                 "What happened?", "Which app or website?", "What did you do?", "Were any images involved?",
                 "Manager: Ref", "Manager: seen", "Manager: status", "Manager: notes", fill="CFE2F3")  # fmt: skip

ROWS = (
    HEADS,
    row(at("14/09/2025 20:14:31"), "Bea Sorrelcote", "Foster carer", "DP", day("13/09/2025"), "Unkind messages from a cousin", "WhatsApp", "Blocked cousin with D", False, "QM-01", True, "Closed", "Family told", gone="filter"),
    row(at("02/10/2025 07:51:09"), "Ned Sorrelcote", "Foster carer", "DP", day("01/10/2025"), "Up all night on a video app", "TikTok", "Took router to bed!", False, "QM-02", True, "Closed", None, gone="filter"),
    row(at("21/11/2025 16:40:55"), "Una Brackenhithe", "Staff", "SF", "21st November 2025", "Somebody asked for a photo of him without a shirt", "Discord", "Told him not to answer, rang manager", True, "QM-03", True, "Closed", "CEOP report made", gone="filter"),
    row(at("11/01/2026 22:05:12"), "Bea Sorrelcote", "Foster carer", "DP", day("11/01/2026"), "Has a second phone", "-", "Phone handed in", False, "QM-04", True, "Closed", None, gone="filter"),
    row(at("18/03/2026 19:33:40"), "Una Brackenhithe", "Staff", "GH", day("17/03/2026"), "Watching fights filmed at school", "Snapchat", "Talked about it, school told", False, "QM-05", True, "Open", "16/11 school sent letter"),
    row(at("06/05/2026 12:11:03"), "Fen Oddmarsh", "Staff", "SF", "6/5/26", "Playing an 18 game", "Console", "Game swapped", False, "QM-06", True, "Closed", None, gone="filter"),
    row(at("30/07/2026 21:48:27"), "Bea Sorrelcote", "Foster carer", "DP", day("29/07/2026"), "Man claiming to be 16 wants to meet her in town", "Instagram", "Rang police and out of hours", True, "QM-07", True, "Open - police", "Police have phone"),
    row(at("15/10/2026 08:20:00"), "Fen Oddmarsh", "Staff", "GH", day("14/10/2026"), "Vape seller in chat", "Snapchat", "Blocked and reported", False, "QM-08", False, "Open", None),
    row(at("09/11/2026 17:02:46"), "Una Brackenhithe", "Staff", "SF", day("08/11/2026"), "Nasty group chat about new boy", "WhatsApp", "Group closed", False, "QM-09", True, "Closed", "Both boys spoken to", gone="filter"),
    row(at("17/11/2026 20:30:18"), "Ned Sorrelcote", "Foster carer", "DP", day("16/11/2026"), "New friend online is very interested in where we live", "Roblox", "Told D not to say. Chat off", False, "QM-10", False, "Open", None),
)  # fmt: skip

UPDATES = (
    headings("Ref", "Update date", "Update", "Initials", fill="D9EAD3"),
    row("QM-03", day("01/12/2025"), "CEOP report made", "LV"),
    row("QM-07", day("31/07/2026"), "Police took phone, exhibit no. given", "LV"),
    row("QM-05", day("25/03/2026"), "School will look into it", "LV"),
    row("QM-07", day("02/10/2026"), "Chased police", "LV"),
    row("QM-07", "19th November 2026", "Police: phone being read now. SW told", "LV"),
)

BOOK = Book(
    "Google Sheets",
    (
        Sheet(
            "Form responses 1", ROWS, (18.88, 18.88, 22, 14, 14, 40, 16, 34, 12, 12, 12, 15, 30), frozen=1,
            filter=Filter("A1:M11", 11, ("Open", "Open - police")),
            choices=(Choice("L2:L11", ("Open", "Open - police", "Closed")),),
        ),
        Sheet("Updates from LV", UPDATES, (10, 14, 50, 10), frozen=1),
        Sheet("Ideas for training", (row("ask about gaming session"), row(Cell("leaflet for carers", note="LV: printed 3/10"))),),
    ),
    author="Lou Vennable",
)  # fmt: skip
