"""What is shown and read, as values; and the sums that say whether it fits."""
