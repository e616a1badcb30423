"""Attached files made fit to publish: PDF, Office, web pages, recordings, archives."""

from __future__ import annotations

from csp_slides.assets.attachments.clean import Cleaned, clean_attachment
from csp_slides.assets.attachments.publish import LARGEST, publish_attachment, publish_stored
from csp_slides.assets.attachments.recordings import clean_stored, is_recording

__all__ = [
    "LARGEST",
    "Cleaned",
    "clean_attachment",
    "clean_stored",
    "is_recording",
    "publish_attachment",
    "publish_stored",
]
