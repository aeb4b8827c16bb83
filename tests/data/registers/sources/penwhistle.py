"""Penwhistle: dates typed in every way, numbers as text, a month without references, a filter that is on."""

from tests.data.registers.making.book import Book, Cell, Filter, Row, Sheet, day, headings, row

HEADS = headings("Incident Number", "Date Of Incident", "Date Reported", "Young Person", "Nature Of Concern", "Details", "Initial Response",
                 "Hrs to report", "Manager", "Current Position", "Closed Date", fill="F4B084")  # fmt: skip

ROWS = (
    row(Cell("Penwhistle - e-safety incidents from April 2025", bold=True)),
    HEADS,
    row("1", "03/04/25", "03/04/25", "C12", "Bullying", "Put out of a game group", "Spoke to C12", "2", "V. Oxlade", "Closed", "10/04/25", gone="filter"),
    row("2", "12.05.2025", day("13/05/2025"), "C14", "Grooming", "Adult asked for webcam", "Police, SW, CEOP", "24", "V. Oxlade", "Closed", "30.07.2025", gone="filter"),
    row("3", day("20/08/2025"), day("20/08/2025"), "C12", "Gaming", "18 rated", "Game taken off", 1, "V. Oxlade", "Closed", day("22/08/2025"), gone="filter"),
    row("4", "1 Nov 2025", "2 Nov 2025", "C09", "Images", "Peer asked for a nude", "Not sent. Talk held, school told", "12", "V. Oxlade", "Closed", "14 Nov 2025", gone="filter"),
    row("5", day("08/01/2026"), "9th January 2026", "C14", "Money", "Scam advert, lost £20", "Bank told", 20, "V. Oxlade", "Closed", "12th January 2026", gone="filter"),
    row(None, day("04/03/2026"), day("04/03/2026"), "C15", "Bullying", "Sent 60 messages in a night to ex friend", "Phone in at 9", 3, "P. Aldermoss (cover)", "Closed", day("20/03/2026"), gone="filter"),
    row(None, day("11/03/2026"), "11/03/26", "C09", "Extremism", "Incel memes", "Prevent lead asked", 5, "P. Aldermoss (cover)", "Monitoring", None),
    row(None, "19.03.2026", "19.03.2026", "C12", "Gaming", "Swearing, banned for a week", "None", 1, "P. Aldermoss (cover)", "Closed", "27.03.2026", gone="filter"),
    row("6", "22/04/26", "22/04/26", "C15", "Grooming", "Secret chats with a football coach", "LADO rung same day", "4", "V. Oxlade", "With LADO", None),
    row("7", day("14/07/2026"), "15 Jul 2026", "C14", "Images", "Picture of C14 in towel in group", "Report Remove", 18, "V. Oxlade", "With Police", None),
    row(8, "9th September 2026", "9th September 2026", "C09", "Filter", "Proxy site", "Site blocked", 6, "V. Oxlade", "Closed", "16th September 2026", gone="filter"),
    row(9, "11/10/26", "12/10/26", "C16", "Self harm", "Challenge video", "Watched closely, CAMHS", "10", "V. Oxlade", "Monitoring", None),
    row(10, day("05/11/2026"), "06.11.2026", "C15", "Bullying", "Fake quotes of C12", "Both talked to", "22", "V. Oxlade", " Monitoring", None),
    row("11", "16/11/26", "17/11/26", "C16", "Contact", "Birth uncle found him on a game", "Blocked, SW told", "14", "V. Oxlade", None, None),
)  # fmt: skip

CHRONOLOGY = (
    headings("Date", "Incident Number", "Contact with / what was said", "Initials", fill="F4B084"),
    row("13/05/2025", "2", "Officer: device seized", "VO"),
    row("23/04/26", "6", "LADO: strategy meeting Friday", "VO"),
    row("25.04.2026", "6", "Club told by LADO, coach suspended", "VO"),
    row(day("01/09/2026"), "7", "Police: no news", "VO"),
    row("14 Oct 2026", "9", "CAMHS appt 3/11", "VO"),
    row("05/11/26", 9, "CAMHS: low risk, go on watching", "VO"),
    Row(),
    row("12/11/26", "6", "LADO outcome meeting put off", "VO"),
    row("12.11.2026", 7, "Emailed officer", "VO"),
    row("18 Nov 2026", "7", "Officer: file to CPS", "VO"),
    row("20th November 2026", 10, "Mediation at school went well", "VO"),
)

BOOK = Book(
    "Excel",
    (
        Sheet("e-safety", ROWS, (10, 14, 14, 10, 13, 36, 28, 9, 18, 14, 14), frozen=2, filter=Filter("A2:K15", 9, ("Monitoring", "With LADO", "With Police"))),
        Sheet("Chronology", CHRONOLOGY, (18, 11, 46, 9)),
    ),
    author="V. Oxlade",
)  # fmt: skip
