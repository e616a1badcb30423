"""Word and Excel forms that officers fill in: written from content, and read back into it."""
