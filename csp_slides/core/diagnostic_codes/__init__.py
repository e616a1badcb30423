"""Every diagnostic code: what it means and how to fix it, for the documentation.

One table for each stage that reports: `typed` what a file is typed like, `filling` what its
fields hold, `joining` what files say of each other and of the occasion, `slides` Markdown
decks, `looks` pictures, styles and templates, `publishing` the site that was made, `style` how
officers write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code
from csp_slides.core.diagnostic_codes.filling import FILLING
from csp_slides.core.diagnostic_codes.joining import JOINING
from csp_slides.core.diagnostic_codes.looks import LOOKS, PUBLISHING
from csp_slides.core.diagnostic_codes.slides import SLIDES
from csp_slides.core.diagnostic_codes.style import STYLE
from csp_slides.core.diagnostic_codes.typed import TYPED

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CODES", "Code"]

CODES: Mapping[str, Code] = {
    **TYPED,
    **FILLING,
    **JOINING,
    **SLIDES,
    **LOOKS,
    **PUBLISHING,
    **STYLE,
}
