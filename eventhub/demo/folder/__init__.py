"""The folder of an event's data: which files it has, what stands in them, and how they are read.

The rows of each file are declared as dataclasses, field by field in the order of the file; reading follows the
declarations, so they are the format. README.md beside the bundled data says the same in words.
"""
