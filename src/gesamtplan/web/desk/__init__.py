"""What staff see and edit."""
