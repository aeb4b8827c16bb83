"""Where on a sheet the records stand, and what stands around them that is none."""
