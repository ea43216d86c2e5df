#!/bin/bash
# asan_logs.sh - fails when a sanitizer wrote a report into the log of any program.
code=0
for log in $(grep -alE 'AddressSanitizer|LeakSanitizer|runtime error:' "$XZ_TEST"/*/log/{portal,signin,desk,exchange,slow,daemon}.log 2>/dev/null); do
	echo "# a sanitizer reported in $log:"
	grep -aE -A 12 'AddressSanitizer|LeakSanitizer|runtime error:' "$log" | head -n 60 | sed 's/^/# /'
	code=1
done
exit $code
