"""How the council writes: one table of rules, and what they find in officers' words."""
