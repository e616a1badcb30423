"""One module for each format, all over the same values."""
