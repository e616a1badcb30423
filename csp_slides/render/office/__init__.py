"""What Word and PowerPoint files share."""
