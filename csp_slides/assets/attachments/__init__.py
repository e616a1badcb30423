"""Attached files made fit to publish: PDF, Office, web pages, recordings, archives."""

from __future__ import annotations

from csp_slides.assets.attachments.clean import Cleaned, clean_attachment
from csp_slides.assets.attachments.publish import publish_attachment

__all__ = ["Cleaned", "clean_attachment", "publish_attachment"]
