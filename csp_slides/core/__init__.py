"""Sources, diagnostics and caches, which everything depends on."""
