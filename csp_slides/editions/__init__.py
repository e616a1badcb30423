"""One document for one audience, from composed content to finished files."""
