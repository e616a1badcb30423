"""The officers' desk: a form for each section, with its slides and its problems beside it."""
