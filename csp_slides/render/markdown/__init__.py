"""Decks written as reveal-md Markdown."""
