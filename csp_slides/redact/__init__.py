"""What an audience may not see is dropped, here and nowhere else."""
