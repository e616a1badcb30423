"""What authors write, as typed, frozen values that remember their places.

One declaration of each field gives the reader, the JSON Schema and the reference table.
"""
