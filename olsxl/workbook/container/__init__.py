"""The file as a container: the zip package, its streams, the rope of a changed part, passwords to open."""
