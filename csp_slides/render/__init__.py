"""Every format that a document is made in, each in a room of its own."""
