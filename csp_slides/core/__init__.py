"""Sources, diagnostics and caches, which everything stands on."""
