"""The error of a text that is not what its field needs."""

from __future__ import annotations


class WrittenError(ValueError):
    """A text cannot be read as what it should be; `remedy` says what to write."""

    def __init__(self, message: str, remedy: str | None = None) -> None:
        """Report what is wrong and what would be right."""
        self.remedy = remedy
        super().__init__(message)
