"""Turns a Markdown deck into the files that officers and councillors edit."""
