"""Files of the content folder to one library of content."""
