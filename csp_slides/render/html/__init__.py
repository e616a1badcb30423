"""Web pages: decks, reports, index, script, speaker's view."""
