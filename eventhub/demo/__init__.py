"""Demo: loads a folder of event data in the bundled format, all of it or nothing, and makes accounts to try the
product with.
"""
