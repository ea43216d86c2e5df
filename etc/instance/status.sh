#!/bin/bash
# status.sh - `make status`: what runs, as whom, on what schema, with how much
# room left.  Ends with 0 only when everything that is installed runs.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
. "$here/super.sh"
. "$here/programs.sh"

find_state
if [ ! -d "$state/etc" ]; then
	echo "not installed: there is no instance in $state (make run)"
	exit 3
fi
settings_of_last_start
read_settings
ok=0

line() { # line NAME PID
	if [ -n "$2" ]; then
		printf '%-16s running   process %-8s user %s\n' "$1" "$2" "$(stat -c %U "/proc/$2" 2>/dev/null || echo '?')"
	else
		printf '%-16s stopped\n' "$1"
		ok=3
	fi
}

line supervisor "$(super_pid)"
for p in $programs; do
	[ ! -x "$state/app/bin/$(binary_of "$p")" ] || line "$(binary_of "$p")" "$(super_pid_of "$p")"
done
line nginx "$(super_pid_of nginx)"
if [ -z "$database" ]; then
	line postgresql "$(super_pid_of postgresql)"
else
	echo "postgresql       elsewhere: $database"
fi
version=$(psql -X -t -A "$(conf_get "$state/etc/admin.conf" database)" \
	-c 'select max(number) from public.xz_migration' 2>/dev/null || true)
echo "schema           ${version:-unknown}"
echo "address          $address/  $address/desk/"
echo "health           $(code=$(http_status /healthz); echo "${code:-no answer}")"
[ "$(http_status /healthz/daemon)" != 503 ] || echo "late             what $address/healthz/daemon names"
echo "state            $state ($(du -sh "$state" 2>/dev/null | cut -f1), $(df -Ph "$state" | awk 'NR == 2 { print $4 }') free)"
if is_root; then
	echo "boundaries       on (one system user a program, peer authentication)"
else
	echo "boundaries       off (everything runs as $(id -un); start as root to have them)"
fi
[ "$test_clock" = 0 ] || echo "test clock       on: the clock can be moved, not for real work"
exit $ok
