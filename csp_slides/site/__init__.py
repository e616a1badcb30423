"""The site around its documents: index, discovery, change history, hosting, writing."""
