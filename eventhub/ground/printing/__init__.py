"""Printed documents: a page of HTML goes in, a tagged PDF with its own fonts comes out.

The *press* works in a child process with limits on time and memory, because a typesetter can be talked into running
for hours or into dying. What it may read is *shipped* with the program: style sheets, fonts and pictures under
`static/`, addressed as `shipped:documents/document.css`. It opens no network connection.
"""
