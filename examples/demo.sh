#!/bin/sh
# Reads the example reports, links them, lists the incidents, shows one and writes pages to open.
set -eu
sayso="${BIN:-.venv/bin}/sayso"
out=demo
rm -rf "$out"
mkdir -p "$out"
"$sayso" add "$out/reports.db" examples/reports
"$sayso" link "$out/reports.db"
"$sayso" incidents "$out/reports.db"
echo
mosul=$("$sayso" incidents "$out/reports.db" --contested --country IRQ --json |
    grep -o '"i_[0-9a-f]*"' | head -n 1 | tr -d '"')
"$sayso" incident "$out/reports.db" "$mosul"
"$sayso" incidents "$out/reports.db" --html "$out/index.html" --pages
echo "Open $out/index.html in a browser, or review the reports at the desk: $sayso serve $out/reports.db"
