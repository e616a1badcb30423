"""What is shown and read: decks, reports, charts, formats."""
