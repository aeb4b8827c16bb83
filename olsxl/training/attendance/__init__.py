"""Attendance from a sign-in sheet (P13): file -> page -> sign-in sheet -> plan of the rows to log.

Nothing here guesses: what is not certain is held, and told with its row and what to do about it.
"""
