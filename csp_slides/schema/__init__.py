"""Fields and YAML: how text becomes typed values with places."""
