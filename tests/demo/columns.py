"""The columns of the format, read from the bundled folder; the workshop has criteria of its own."""

from eventhub.demo.actions import BUNDLED

HEADERS = {
    path.name: path.read_text(encoding="utf-8").partition("\n")[0].split(",") for path in sorted(BUNDLED.glob("*.csv"))
}
SCORES = ["score_clarity", "score_use"]
HEADERS["reviews.csv"] = [*HEADERS["reviews.csv"][:3], *SCORES, *HEADERS["reviews.csv"][-5:]]

WINTER, SUMMER = "+01:00", "+02:00"
