"""A reader of HTML that nothing can stop: Python's, without its error about broken declarations."""

from html.parser import HTMLParser


class MarkupReader(HTMLParser):
    """Reads any text as HTML, character references resolved."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![` is a comment up to the next `>` (HTML, 13.2.5.42); Python 3.11 raises AssertionError where no name follows."""
        return self.parse_bogus_comment(i, report)
