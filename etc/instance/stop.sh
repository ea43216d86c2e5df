#!/bin/bash
# stop.sh - `make stop`: ends nginx, the programs and the private cluster, by
# their process numbers and in that order.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
. "$here/programs.sh"

find_state
[ -d "$state" ] || { note "nothing to stop: there is no $state"; exit 0; }
XIEZHI_PORT=${XIEZHI_PORT:-$(conf_get "$state/etc/instance.conf" port)}
read_settings
exec 9>"$state/.lock"
flock -w 60 9 || die "another make run or stop is at work on $state"
stop_nginx
stop_programs
pid=$(postmaster)
if [ -n "$pid" ]; then
	kill -INT "$pid" 2>/dev/null || true	# fast: sessions end, nothing is lost
	for ((i = 0; i < 600; i++)); do
		alive "$pid" || break
		sleep 0.05
	done
	! alive "$pid" || die "PostgreSQL (process $pid) has not ended after 30 seconds"
fi
note "stopped"
