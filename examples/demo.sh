#!/bin/sh
# Reads the example reports, links them, prints the incidents and writes pages to open.
set -eu
sayso="${BIN:-.venv/bin}/sayso"
out=demo
rm -rf "$out"
mkdir -p "$out"
"$sayso" add "$out/reports.db" examples/reports
"$sayso" link "$out/reports.db"
"$sayso" incidents "$out/reports.db" --html "$out/index.html" --pages
echo
echo "Open $out/index.html in a browser."
