#!/bin/bash
# run.sh - `make run`: from a bare Debian 12 to a running platform; again: no harm.
# run.sh cluster stops when PostgreSQL runs, run.sh prepare before there are data and run.sh load before the programs
# start (tests clone the store there).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
. "$here/super.sh"
. "$here/state.sh"
. "$here/programs.sh"

variant=${XIEZHI_BUILD:-rel}	# tests start the sanitizer build by XIEZHI_BUILD=asan
build=build/$variant

build_all() {
	[ "${XIEZHI_NO_BUILD:-0}" = 0 ] || return 0
	local log
	log=$(mktemp)
	if ! env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -s -C "$checkout" --no-print-directory -j"$(nproc)" V="$variant" all >"$log" 2>&1 9>&-; then
		tail -n 30 "$log" >&2
		rm -f "$log"
		die "the build failed"
	fi
	rm -f "$log"
}

xiezhi() { "$state/app/bin/xiezhi" --conf "$state/etc/admin.conf" "$@"; }

start_cluster() {
	[ -z "$database" ] || return 0
	XIEZHI_SUPER=$super "$here/cluster.sh" "$state/pg" "$run/pg" "$port" xiezhi
}

# A demo load that was killed leaves half a demo: the store held nothing else
# yet, so it is made anew.
renew_store() {
	local psql="psql -X -q -v ON_ERROR_STOP=1 -h $run/pg -p $port -U postgres -d postgres"
	note "an earlier first start was interrupted: starting with an empty store"
	# shellcheck disable=SC2086
	(cd / && if is_root; then
		setpriv --reuid postgres --regid postgres --init-groups $psql -c 'drop database if exists xiezhi with (force)'
	else
		$psql -c 'drop database if exists xiezhi with (force)'
	fi) || die "the half-filled store could not be removed"
	rm -f "$state/pg/xiezhi.roles"
	start_cluster
}

migrate() {
	[ -x "$state/app/bin/xiezhi" ] || return 0
	if [ -f "$state/etc/first.begun" ] && [ -z "$database" ]; then
		renew_store
	fi
	xiezhi migrate >"$state/log/migrate.log" 2>&1 || {
		tail -n 5 "$state/log/migrate.log" >&2
		die "the store could not be brought to this version (log: $state/log/migrate.log)"
	}
}

# A loader and its backend of our own cluster speak in turns, hundreds of thousands of times.  On one core: to wake the
# other each time took, where cores are a host's to give, as long again as the work.
on_one_core() {
	local core job i p master=""
	core=$(awk '/^Cpus_allowed_list/ { split($2, c, /[-,]/); print c[1] }' /proc/self/status)
	[ -n "$database" ] || master=$(head -n 1 "$state/pg/postmaster.pid")
	taskset -c "$core" "$@" &
	job=$!
	for ((i = 0; i < 50; i++)); do
		[ -n "$master" ] && kill -0 $job 2>/dev/null || break
		for p in $(grep -lz "^postgres: xz_admin xiezhi " /proc/[0-9]*/cmdline 2>/dev/null | cut -d/ -f3); do
			[ "$(awk '{ print $4 }' "/proc/$p/stat" 2>/dev/null)" != "$master" ] || break 2
		done
		p=""
		sleep 0.1
	done
	[ -z "${p:-}" ] || taskset -cp "$core" "$p" >/dev/null 2>&1 || true
	wait $job
}

# Once in the life of a store: the demo, or the first administrators.
first_data() {
	[ -x "$state/app/bin/xiezhi" ] || return 0
	[ ! -f "$state/etc/first.done" ] || return 0
	: >"$state/etc/first.begun"
	local evidence
	if [ "$demo" = 1 ]; then
		note "loading the demo (once)"
		on_one_core "$state/app/bin/xiezhi" --conf "$state/etc/admin.conf" demo load >"$state/log/demo.log" 2>&1 || {
			tail -n 5 "$state/log/demo.log" >&2
			die "the demo could not be loaded (log: $state/log/demo.log)"
		}
		evidence=$(conf_get "$state/etc/xiezhi.conf" evidence)
		own slow -R "${evidence:-$state/evidence}"	# its photos, which the loader stored
	else
		(umask 077 && xiezhi first-accounts) ||
			die "the first administrators could not be made"
	fi
	mv -f "$state/etc/first.begun" "$state/etc/first.done"
}

# How the operator calls it: in the checkout it finds the state folder var by itself.
command_line() {
	[ "$(state_asked)" = "$checkout/var" ] || printf 'XIEZHI_STATE=%s ' "$(state_asked)"
	printf '%s/app/bin/xiezhi' "$state"
}

print_accounts() {
	local f=$state/demo-accounts.csv
	if [ -f "$f" ]; then
		echo
		echo "Demo accounts (all of them: $f; one-time codes: oathtool --totp -b SECRET):"
		awk -F, 'NR == 1 { next }
		{ sub(/\r$/, ""); n = split($4, d, ";"); fresh = ""
		  for (i = 1; i <= n; i++) if (!(d[i] in seen)) { seen[d[i]] = 1; fresh = 1 }
		  if (fresh) printf "  %-16s %-18s %-34s %s\n", $1, $2, $3, $4 }' "$f"
	elif [ -f "$state/first-accounts.csv" ]; then
		echo "First administrators: $state/first-accounts.csv (readable by $(stat -c %U "$state/first-accounts.csv") only)"
	fi
}

main() {
	local mode=${1:-all}
	cd "$checkout"
	find_state
	read_settings
	[ "${XIEZHI_NO_BUILD:-0}" != 0 ] || "$here/packages.sh" --programs
	make_users
	make_state
	read_settings
	exec 9>"$state/.lock"
	flock -w 60 9 || die "another make run, stop or status is at work on $state"
	check_disk
	check_other_port
	check_port
	build_all
	claim_run
	make_folders
	begin_super
	start_cluster
	[ "$mode" != cluster ] || exit 0
	install_app
	write_conf
	make_keys
	make_certificate
	if [ -n "$app_changed" ] || [ -f "$state/etc/first.begun" ] || [ ! -f "$state/etc/first.done" ]; then
		stop_programs
	fi
	migrate
	[ "$mode" != prepare ] || exit 0
	first_data
	[ "$mode" != load ] || exit 0
	[ -z "$conf_changed" ] || reload_programs
	start_programs
	start_nginx
	drop_old_apps
	wait_healthy
	note "Xiezhi is running: public portal $address/  desk $address/desk/"
	note "operator's commands: $(command_line) help"
	[ "$desk_host" = "" ] || note "the desk on a host name of its own: $scheme://$desk_host:$port/desk/"
	[ "${XIEZHI_QUIET:-0}" != 0 ] || print_accounts
}

main "$@"
