"""Working on content while it is shown: watching, building again, serving, telling browsers."""
