"""Markdown: officers' free text, and decks in reveal-md's dialect."""
