"""Pictures: made fit to publish, measured under the words, described and credited."""
