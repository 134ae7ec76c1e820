"""Consents: what people agreed to, in which words, and until when.

A *consent document* is the text of one purpose in one version for one event. A *consent* is one person's yes to one
document; a refusal has no row, and a withdrawal ends the row without deleting it. Whatever publishes a name asks
`queries.may_be_named`. Consents belong to the person and not to a registration, because speakers and authors who
never register consent too (152-ФЗ art. 9: each purpose its own document; art. 10.1: distribution needs its own
consent).
"""
