"""Read the texts of a corpus with sayso, for what its labels need of times, places and counts.

``python -m training.reading muc4_full_train.jsonl muc4.read.jsonl --date doc_date``
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso import Reader


def arguments(row: Mapping[str, Any], date: str | None) -> dict[str, str]:
    """Keyword arguments of ``sayso.read``: a title stands above its text."""
    title = str(row.get("title") or "").strip()
    out = {"text": f"{title}\n\n{row['text']}" if title else row["text"]}
    if date and row.get(date):
        out["published"] = str(row[date])[:10]
    return out


def read(path: Path, date: str | None) -> Iterator[dict[str, Any]]:
    """Each row's id with its report."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    reports = Reader().pipe(arguments(row, date) for row in rows)
    for row, report in zip(rows, reports, strict=True):
        yield {"id": row["doc_id"], "report": report.model_dump(by_alias=True, mode="json")}


def main() -> None:
    """Write the reports, a line each."""
    ask = argparse.ArgumentParser()
    ask.add_argument("data", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--date", help="the rows' field of the date of publication")
    a = ask.parse_args()
    with a.out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in read(a.data, a.date))


if __name__ == "__main__":
    main()
