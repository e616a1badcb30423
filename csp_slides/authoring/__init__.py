"""What people write with: import, fix, scaffolds, values and revisions of an author's file."""
