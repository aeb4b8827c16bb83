"""The state folder of a home, and how one that an older olsxl left is carried forward."""
