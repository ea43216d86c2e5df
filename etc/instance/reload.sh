#!/bin/bash
# reload.sh - `make reload`: nginx and the programs take new settings, a new certificate and what was installed by hand;
# no request is refused meanwhile.  A new version with another store is `make run`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
. "$here/super.sh"
. "$here/state.sh"
. "$here/programs.sh"

find_state
[ -d "$state/etc" ] || die "there is no instance in $state"
settings_of_last_start
read_settings
exec 9>"$state/.lock"
flock -w 60 9 || die "another make run, stop or reload is at work on $state"
[ -n "$(super_pid)" ] || die "the instance in $state does not run"
write_conf
make_certificate
start_nginx
s6-svc -h "$super/nginx"
reload_programs
note "reloaded"
