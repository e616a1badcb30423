"""Declarations of fields, and what follows from them: reader, JSON Schema, reference table."""
