"""What a document may fetch while it is typeset: data in the address itself and shipped files; for the child only."""

from weasyprint.urls import URLFetcher, URLFetcherResponse

from eventhub.ground.printing.addresses import MEDIA_TYPES, SCHEME, locate


class ClosedFetcher(URLFetcher):
    """Answers `data:` and `shipped:` addresses and refuses all others, among them http, https, ftp and file."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the content behind an address; ValueError when it is refused, and the thing is left out."""
        if not url.startswith(SCHEME):
            return super().fetch(url, headers)
        path = locate(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MEDIA_TYPES[path.suffix]})
