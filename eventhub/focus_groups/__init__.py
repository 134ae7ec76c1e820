"""Focus groups: the tables of the day, each with a question, a room, a facilitator, a secretary and people.

A group meets in *slots* of the programme (part 1, part 2 …). Its *guide* are numbered questions that everything it
concludes can refer to.
"""
