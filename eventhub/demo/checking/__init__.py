"""What must be true between the rows of a folder, beyond the shape of each: the rules of the format's README.

Each check is one function that notes all faults of one kind. Rows that could not be read are left out, and a sum is
only checked where every row of it could be read, so that one mistake is not told twice.
"""
