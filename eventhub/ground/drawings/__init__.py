"""Pictures drawn on the server as SVG: halls, votes, bars, maps, time lines.

Every drawing carries classes and never a colour; the style sheet of the page colours it, `printed` does so for paper.
A drawing that says something has a title and a description; bare bars stand beside their number and are hidden from
assistive tools. Where there is nothing to draw the answer is empty markup. The same input gives the same bytes.
"""
