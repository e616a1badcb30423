"""csp-slides: decks, reports and public pages from officers' YAML and a councillor's deck file."""

from __future__ import annotations

__version__ = "0.1.0"
