"""Working on content while it is shown: watching, building again, serving, the officers' desk."""
