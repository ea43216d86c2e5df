#!/bin/bash
# stop.sh - `make stop`: ends nginx, the programs and the private cluster, in that order, and their supervisor.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
. "$here/super.sh"
. "$here/programs.sh"

find_state
[ -d "$state" ] || { note "nothing to stop: there is no $state"; exit 0; }
XIEZHI_PORT=${XIEZHI_PORT:-$(conf_get "$state/etc/instance.conf" port)}
read_settings
exec 9>"$state/.lock"
flock -w 60 9 || die "another make run or stop is at work on $state"
stop_nginx
stop_programs
super_down 60 postgresql	# fast: sessions end, nothing is lost
super_end
end_leftovers
pid=$(postmaster)
if [ -n "$pid" ]; then	# started without the supervisor
	kill -INT "$pid" 2>/dev/null || true
	for ((i = 0; i < 600; i++)); do
		alive "$pid" || break
		sleep 0.05
	done
	! alive "$pid" || die "PostgreSQL (process $pid) has not ended after 30 seconds"
fi
note "stopped"
