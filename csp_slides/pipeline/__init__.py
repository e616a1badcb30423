"""The order of the stages: options, reading, preparing, building, checking."""
