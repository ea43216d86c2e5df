#!/bin/bash
# asan_logs.sh - fails when a sanitizer wrote a report into the log of any program.
code=0
for log in "$XZ_TEST"/*/log/{portal,desk,exchange,slow,daemon}.log; do
	[ -f "$log" ] || continue
	if grep -aqE 'AddressSanitizer|LeakSanitizer|runtime error:' "$log"; then
		echo "# a sanitizer reported in $log:"
		grep -aE -A 12 'AddressSanitizer|LeakSanitizer|runtime error:' "$log" | head -n 60 | sed 's/^/# /'
		code=1
	fi
done
exit $code
