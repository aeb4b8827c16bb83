"""Fernlow House: one sheet under a title; the last update of a record stands in its own row."""

from tests.data.registers.making.book import Book, Cell, Choice, Row, Sheet, day, headings, row

RED, AMBER, GREEN, DONE = "FF7C80", "FFD966", "A9D08E", "D9D9D9"

ROWS = (
    row(Cell("Fernlow House - Online Safety Log (CONFIDENTIAL)", bold=True, fill="BDD7EE", across=14)),
    row("Manager: R. Mallowick", None, None, "Keep up to date! See folder 7 in the office for paper forms"),
    Row(),
    headings("YP\n(initials)", "Date\nof incident", "Log\nno.", "Date reported\nto manager", "What happened", "App / site",
             "Action taken", "RAG", "Police\ninformed?", "Key worker", "Status", "Date of\nlast update", "Latest update", "Date\nclosed"),
    row("KT", day("14/01/2025"), "FH01", day("15/01/2025"), "Watched an 18-rated film clip on another YP's phone", "YouTube",
        "Spoke to KT, phone rules gone through again", "Green", "N", "Dee", "Closed - NFA", day("22/01/2025"), "No further concerns", day("22/01/2025"), fill=DONE),
    row("BO", day("03/03/2025"), "FH02", day("03/03/2025"), "Messages from an unknown adult asking for photos", "Snapchat",
        "Phone taken in for safety, account blocked, told SW same evening", Cell("Red", fill=RED), "Y", "Sol", "Resolved", day("02/05/2025"),
        "Police finished, no further action from them. Safety plan in place", day("06/05/2025")),
    row("KT", day("19/05/2025"), "FH03", day("19/05/2025"), "Bought game coins with staff card details", "Roblox",
        "Card stopped. Refund asked for", Cell("Green", fill=GREEN), "N", "Dee", "Resolved", day("30/05/2025"), "Refund received", day("30/05/2025")),
    Row(),
    row("MR", day("11/09/2025"), "FH04", day("12/09/2025"), "Second account found that staff did not know about", "Instagram",
        "Account closed with MR", Cell("Amber", fill=AMBER), "N", "Sol", "Closed - NFA", day("25/09/2025"), "MR agreed to one account only", day("25/09/2025")),
    row("BO", day("02/12/2025"), "FH05", day("02/12/2025"), "Threats in group chat from school peers", "WhatsApp",
        "School told. Screens not copied", Cell("Amber", fill=AMBER), "yes", "Sol", "Closed - NFA", day("17/12/2025"), "School dealt with it", day("18/12/2025")),
    Row(),
    row("JL", day("08/02/2026"), "FH06", day("09/02/2026"), "Used VPN to get round house wifi filter", "VPN app",
        "Router settings changed", Cell("Amber", fill=AMBER), "N", "Ama", "Resolved", day("20/02/2026"), "Filter tested, working", day("23/02/2026")),
    row(Cell("MR", note="New to the home 1/9/25 - see placement plan"), day("21/06/2026"), "FH07", day("21/06/2026"),
        "Asked by older male to meet, contact made through a game", "Roblox", "Missing-from-home plan updated. SW + police told",
        Cell("Red", fill=RED), "Y", "Sol", "Ongoing", day("17/11/2026"), "Officer rang: statement to be taken w/c 23/11", None),
    row("JL", day("30/08/2026"), "FH08", day("31/08/2026"), "Self-harm videos in feed", "TikTok",
        "Feed reset, CAMHS told at next meeting", Cell("Amber", fill=AMBER), "N", "Ama", "In progress", day("09/11/2026"), "Waiting for CAMHS letter", None),
    row("KT", day("27/09/2026"), "FH09", day("28/09/2026"), "Gambling type loot boxes, £40 spent", "Mobile game",
        "Spending block set", Cell("Green", fill=GREEN), "N", "Dee", "On hold", day("12/10/2026"), "On hold until KT back from contact", None),
    row("BO", day("19/10/2026"), "FH10", day("19/10/2026"), "Nude picture of a peer was passed on to BO", "Snapchat",
        "Not looked at by staff. Police + SW told straight away", Cell("Red", fill=RED), "Y", "Sol", "In progress", day("20/11/2026"), "Strategy meeting held, minutes to follow", None),
    row("JL", day("01/11/2026"), "FH11", day("02/11/2026"), "Name calling in gaming chat", "Xbox",
        "Party chat turned off", Cell("Green", fill=GREEN), "N", "Ama", Cell("Resolved", note="Checked with JL 10/11 - happy. RM"), day("10/11/2026"), "No more since", day("10/11/2026")),
    row("MR", day("12/11/2026"), "FH12", day("13/11/2026"), "Shared home address in a live stream", "TikTok",
        "Stream deleted by MR. Safety plan reviewed", Cell("Amber", fill=AMBER), "Yes", "Sol", "In progress", day("13/11/2026"), "Local police told of address", None),
    row("KT", day("18/11/2026"), "FH13", day("18/11/2026"), "Watching pornography on a borrowed tablet", "Web browser",
        "Tablet returned, talk held with KT", Cell("Amber", fill=AMBER), "N", "Dee", "In progress", None, None, None),
)  # fmt: skip

BOOK = Book(
    "LibreOffice",
    (
        Sheet(
            "Log", ROWS, (9, 12, 8, 13, 34, 12, 30, 8, 10, 11, 13, 12, 30, 12), "dd/mm/yyyy",
            choices=(Choice("K5:K40", ("In progress", "Ongoing", "On hold", "Resolved", "Closed - NFA")),),
        ),
    ),
)  # fmt: skip
