#!/bin/bash
# cluster.sh DIR RUN_DIR PORT [DATABASE] - a private PostgreSQL 15 cluster: makes it,
# starts it, makes the roles and the database.  Again: no harm.
#
# Reached by the unix socket in RUN_DIR only; who one is there is asked of the
# kernel (peer) and mapped by pg_ident.conf.  XIEZHI_MAP_ALL=1 (tests) lets the
# caller be every role; XIEZHI_FAST=1 (tests) does without fsync, 2 plans a statement once.  XIEZHI_SUPER:
# folder of the supervisor (super.sh) that is to keep it up; without one it runs alone.
set -euo pipefail
umask 022

dir=$1 run=$2 port=$3 database=${4:-xiezhi}
here=$(cd "$(dirname "$0")/../.." && pwd)
pgbin=/usr/lib/postgresql/15/bin

die() { echo "xiezhi: $*" >&2; exit 1; }
super=${XIEZHI_SUPER:-} state=${dir%/*}
. "$here/etc/instance/super.sh"
me=$(id -un)
of_owner=()
[ "$(id -u)" != 0 ] || of_owner=(--reuid postgres --regid postgres --init-groups)
of_owner+=(env -i PATH="$PATH" LANG=C.UTF-8 HOME=/)
as_owner() { (cd / && exec setpriv "${of_owner[@]}" "$@"); }

[ -x $pgbin/postgres ] || die "PostgreSQL 15 is not installed (package postgresql-15)"
mkdir -p "$dir" "$run"
[ "$(id -u)" != 0 ] || chown postgres: "$dir" "$run"
chmod 700 "$dir"
chmod 755 "$run"

make_cluster() {
	# The password file keeps initdb from leaving the superuser open to others.
	as_owner $pgbin/initdb -D "$dir" -U postgres -E UTF8 --locale=C.UTF-8 \
		--auth-local=peer --auth-host=reject --no-instructions >"$1" 2>&1 || {
		cat "$1" >&2
		die "initdb failed in $dir"
	}
}

write_settings() {
	local fast=""
	[ "${XIEZHI_FAST:-0}" = 0 ] || fast='fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum_naptime = 10s
log_min_messages = error'
	[ "${XIEZHI_FAST:-0}" != 2 ] || fast+='
plan_cache_mode = force_generic_plan'
	cat >"$dir/xiezhi.conf" <<-S
		# Written by etc/instance/cluster.sh at each start.
		listen_addresses = ''
		port = $port
		unix_socket_directories = '$run'
		unix_socket_permissions = 0777
		wal_level = logical
		max_connections = ${XIEZHI_CONNECTIONS:-60}
		superuser_reserved_connections = 3
		shared_buffers = 256MB
		work_mem = 8MB
		maintenance_work_mem = 128MB
		effective_cache_size = 1GB
		random_page_cost = 1.1
		jit = off
		timezone = 'Asia/Shanghai'
		log_timezone = 'Asia/Shanghai'
		lc_messages = 'C.UTF-8'
		log_line_prefix = '%m [%p] %q%u@%d/%a '
		log_min_duration_statement = 500
		log_parameter_max_length = 0
		log_parameter_max_length_on_error = 0
		$fast
	S
	grep -q "^include 'xiezhi.conf'" "$dir/postgresql.conf" ||
		printf "include 'xiezhi.conf'\n" >>"$dir/postgresql.conf"
	printf 'local all all peer map=xz\n' >"$dir/pg_hba.conf"
	write_ident >"$dir/pg_ident.conf"
	[ "$(id -u)" != 0 ] || chown postgres: "$dir"/{xiezhi.conf,pg_hba.conf,pg_ident.conf,postgresql.conf}
}

write_ident() {
	local r
	echo "# map  system-user  role; written by etc/instance/cluster.sh"
	echo "xz postgres postgres"
	if [ "$(id -u)" = 0 ]; then
		for r in portal desk slow signin exchange courier daemon; do
			echo "xz xz-$r xz_$r"
		done
		echo "xz root xz_admin"
	fi
	if [ "$(id -u)" != 0 ] || [ "${XIEZHI_MAP_ALL:-0}" != 0 ]; then
		for r in postgres xz_admin xz_portal xz_desk xz_slow xz_signin xz_exchange xz_courier xz_daemon; do
			echo "xz $me $r"
		done | grep -vx -e 'xz root xz_admin' -e 'xz postgres postgres'
	fi
}

# A lock file whose process is something else by now (the machine was switched
# off, numbers were given again) would stop the start for ever.  Backends of a
# killed server that are at a long statement would hold its memory until its end.
drop_stale_lock="dir=$(printf %q "$dir")"'
pid=$(head -n 1 "$dir/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd")" != "$dir" ]; then
	find /proc/[0-9]* -maxdepth 1 -name cwd -lname "$dir" -printf "%h\n" 2>/dev/null |
		while read -r p; do kill -QUIT "${p#/proc/}"; done
	rm -f "$dir/postmaster.pid"
fi'

running() { as_owner $pgbin/pg_ctl -D "$dir" status >/dev/null 2>&1; }

start() {
	local try
	if [ "$(stat -c %s "$dir/server.log" 2>/dev/null || echo 0)" -gt 20000000 ]; then
		mv -f "$dir/server.log" "$dir/server.log.1"
	fi
	if [ -n "$super" ]; then
		start_supervised
		return
	fi
	for try in 1 2 3 4 5; do
		# Backends of a killed server may hold the shared memory for a moment.
		if as_owner $pgbin/pg_ctl -D "$dir" -w -t 60 -l "$dir/server.log" start \
			>/dev/null 2>&1 9>&-; then
			return 0
		fi
		sleep 1
	done
	tail -n 5 "$dir/server.log" >&2 || true
	die "PostgreSQL does not start in $dir; its log is $dir/server.log"
}

start_supervised() {
	super_service postgresql "$dir/server.log" INT "$drop_stale_lock" \
		setpriv --pdeathsig INT "${of_owner[@]}" $pgbin/postgres -D "$dir"
	super_up postgresql
	for ((i = 0; i < 1200; i++)); do
		! as_owner $pgbin/pg_isready -q -h "$run" -p "$port" || return 0
		sleep 0.05
	done
	super_down 5 postgresql
	tail -n 5 "$dir/server.log" >&2 || true
	die "PostgreSQL does not start in $dir; its log is $dir/server.log"
}
stop() {
	[ -z "$super" ] || super_down 60 postgresql
	! running || as_owner $pgbin/pg_ctl -D "$dir" -w -m fast stop >/dev/null
}

if [ ! -f "$dir/PG_VERSION" ]; then
	[ -z "$(ls -A "$dir")" ] || die "$dir is neither empty nor a PostgreSQL cluster"
	log=$(mktemp)
	# Made beside and moved in, so that a kill in between leaves no half cluster.
	target=$dir
	dir=$dir.new
	rm -rf "$dir"
	mkdir -m 700 "$dir"
	[ "$(id -u)" != 0 ] || chown postgres: "$dir"
	make_cluster "$log"
	rm -f "$log"
	rmdir "$target"
	mv "$dir" "$target"
	dir=$target
fi
version=$(cat "$dir/PG_VERSION")
[ "$version" = 15 ] || die "$dir was made by PostgreSQL $version, this needs 15: dump it there, load it here"

sh -c "$drop_stale_lock"
if ! running; then
	write_settings
	start
elif [ -n "$super" ] && ! super_is_up postgresql ||
	! grep -qx "port = $port" "$dir/xiezhi.conf" ||
	! grep -qxF "unix_socket_directories = '$run'" "$dir/xiezhi.conf" ||
	[ ! -S "$run/.s.PGSQL.$port" ]; then
	stop
	write_settings
	start
elif [ "$(write_ident)" != "$(cat "$dir/pg_ident.conf")" ]; then
	write_settings
	as_owner $pgbin/pg_ctl -D "$dir" reload >/dev/null
fi

# The roles once per text of roles.sql and database.
stamp=$(cat "$here/etc/roles.sql" - <<<"$database" | sha256sum | cut -c1-64)
if [ "$(cat "$dir/xiezhi.roles" 2>/dev/null || true)" != "$stamp" ]; then
	as_owner $pgbin/psql -X -q -v ON_ERROR_STOP=1 -v database="$database" -h "$run" -p "$port" -U postgres \
		-d postgres -f - <"$here/etc/roles.sql" >/dev/null || die "the roles could not be made (etc/roles.sql)"
	printf '%s\n' "$stamp" >"$dir/xiezhi.roles"
fi
