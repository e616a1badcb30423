"""What people write with: import, fix, scaffolds, edits of an author's file."""
