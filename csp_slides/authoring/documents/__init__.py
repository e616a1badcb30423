"""Imports officers' own documents: Word, Excel, PowerPoint, OpenDocument, web pages and text.

A reader for each file format makes an `Outline`; a writer for each kind of content makes a draft
of it. Neither knows the other.
"""
