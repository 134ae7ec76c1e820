"""Overview: pages that show several features at once: the public event page, programme, catalogue and groups, and the
homes of organisers, facilitators and reviewers. It reads everything and changes nothing.
"""
