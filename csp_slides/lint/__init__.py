"""What deserves a look, and what may not be published: rules over content that change nothing."""
