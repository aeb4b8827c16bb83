"""How the registers as they are were made: sheets as plain rows, written as LibreOffice, Excel and Google Sheets do."""
