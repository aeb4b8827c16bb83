"""What a workbook says: its sheets, tables and lists, cells, texts, styles and layout. Nothing here changes it."""
