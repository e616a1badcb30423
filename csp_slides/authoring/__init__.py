"""What helps authors to write: values of a file as plain text, and revisions of it."""
