"""From content for one audience to what is shown and what is read."""
