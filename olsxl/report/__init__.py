"""What people read: the summary of a review, its mail and its page."""
