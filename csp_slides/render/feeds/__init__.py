"""Files for machines: feeds, sitemap, search index, linked data."""
