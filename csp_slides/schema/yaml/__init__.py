"""From the bytes of a file to values with their places, all still the author's own text.

`decode` turns bytes into text, `repair` fixes what people type, `compose` builds the values.
"""
