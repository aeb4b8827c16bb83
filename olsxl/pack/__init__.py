"""Spreadsheets for one audience: built fresh from the registers, names taken out, scanned before they leave."""
