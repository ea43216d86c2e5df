#!/bin/bash
# coverage.sh [FILES] - after make coverage: lines reached, by folder of lib/, or by file of the folders named.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8
find build/cov/lib -name '*.gcno' | sort | while read -r f; do
	gcov -n -o "${f%/*}" "$f" 2>/dev/null || true
done | awk -v files="${*:-}" '
	/^File / { f = $2; gsub("\x27", "", f); next }
	/^Lines executed:/ && f ~ /^lib\/.*\.c$/ {
		split($0, p, /[:%]| of /)
		n = split(f, d, "/")
		key = "lib/" d[2]
		if (files != "" && index(" " files " ", " " key " ")) key = f
		all[key] += p[4]; hit[key] += p[2] * p[4] / 100
		lines += p[4]; reached += p[2] * p[4] / 100
		f = ""
	}
	END {
		for (k in all) printf "%5.1f %%  of %6d  %s\n", 100 * hit[k] / all[k], all[k], k | "sort -k5"
		close("sort -k5")
		if (lines > 0) printf "%5.1f %%  of %6d  all\n", 100 * reached / lines, lines
	}'
