#!/bin/bash
# instance.sh - instances for tests, each with its own folder, port and store.
#
#   instance.sh cluster          the cluster (main) and a store to clone: empty
#   instance.sh stores           two more: loaded, the demo as the command leaves it; demo, the same once the programs have
#                                published what they found (folder: warm)
#   instance.sh start NAME [demo|loaded|empty]
#                                one more instance on a clone; prints XZ_URL= and XZ_STATE= lines
#   XZ_ALONE=1 instance.sh start NAME      on a cluster of its own, as make run makes one: it may be killed
#   instance.sh store NAME [loaded|empty]  a clone without programs; prints its connection string
#   instance.sh stop NAME
#   instance.sh port             a free one
#   instance.sh rest             ends all but the cluster
#   instance.sh sweep            removes all but what "stores" made
#   instance.sh end              everything
# XZ_TEST is the folder all of them lie in; XIEZHI_TLS and XIEZHI_BUILD are passed on.  XZ_OWN_PROGRAMS=1: those of
# this checkout, which is another than the other instances'.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
: "${XZ_TEST:?the folder of the test run}"
export XIEZHI_QUIET=1 XIEZHI_NO_BUILD=1 XIEZHI_TEST_CLOCK=1 XIEZHI_DEMO=1 XIEZHI_SESSION_RATE=100000
unset XIEZHI_STATE XIEZHI_PORT XIEZHI_LISTEN XIEZHI_DATABASE XIEZHI_DESK_HOST

free_port() {
	local p i
	mkdir -p "$XZ_TEST/ports"
	for ((i = 0; i < 200; i++)); do
		p=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
		# mkdir is the reservation: two tests may ask at the same moment.  Another run's folder of sockets has it too.
		if [ ! -d "/run/xiezhi/$p" ] && ! (exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null && mkdir "$XZ_TEST/ports/$p" 2>/dev/null; then
			echo "$p"
			return
		fi
	done
	echo "no free port" >&2
	exit 1
}

value() { sed -n "s/^$2 = //p" "$XZ_TEST/$1/etc/instance.conf" | tail -n 1; }
cluster() { echo "host=$(value main run)/pg port=$(value main port)"; }
sql() { psql -X -q -t -A -v ON_ERROR_STOP=1 "$(cluster) user=postgres dbname=postgres" -c "$1"; }

clone() { # clone NEW TEMPLATE
	psql -X -q -v ON_ERROR_STOP=1 "$(cluster) user=postgres dbname=postgres" <<-S
		create database "$1" owner xz_owner template "$2";
		alter database "$1" set timezone to 'Asia/Shanghai';
		revoke all on database "$1" from public;
		grant connect, temporary on database "$1" to xz_admin, xz_desk, xz_slow, xz_signin, xz_portal, xz_exchange, xz_courier, xz_daemon;
	S
}

run() { # run NAME [mode]
	XIEZHI_STATE=$XZ_TEST/$1 XIEZHI_PORT=$2 bash "$root/etc/instance/run.sh" "${3:-all}"
}

tell() {
	local scheme=http
	[ "$(value "$1" tls)" != 1 ] || scheme=https
	echo "XZ_URL=$scheme://127.0.0.1:$(value "$1" port)"
	echo "XZ_STATE=$XZ_TEST/$1"
}

# 2: most backends of a test answer a statement few times, a bench's many times.
main_settings="XIEZHI_MAP_ALL=1 XIEZHI_FAST=${XZ_FAST:-2} XIEZHI_CONNECTIONS=200"
make_cluster() {
	# shellcheck disable=SC2163
	export $main_settings
	run main "$(free_port)" prepare
	sql "alter system set autovacuum_naptime = '1min'"	# a clone each would have one in ten seconds
	sql "select pg_reload_conf()" >/dev/null
	# the limits of the roles are a cluster's, and here it is that of all instances
	sql "do 'declare r text; begin foreach r in array ''{xz_desk,xz_slow,xz_signin,xz_portal,xz_exchange,xz_courier,xz_daemon}''::text[]
		loop execute format(''alter role %I connection limit -1'', r); end loop; end'"
	clone xz_empty xiezhi
}
make_stores() {
	# shellcheck disable=SC2163
	export $main_settings
	run main "$(value main port)" load
	psql -X -q "$(cluster) user=postgres dbname=xiezhi" -c "vacuum analyze"
	sql "alter database xiezhi rename to xz_loaded"
	start warm loaded >/dev/null
	warm_up
}

# What the programs find to do in a store that was just loaded, each clone would do again.  The daemon ends with the
# round it is at.
warm_up() {
	local i s=$XZ_TEST/warm
	for ((i = 0; i < 600; i++)); do
		[ ! -f "$s/public/log/checkpoint" ] || [ "$(waiting warm)" != 0 ] || break
		sleep 0.1
	done
	stop_all
	rm -rf "$s"/app* "$s"/log/* "$s"/run/* "$s"/nginx/* "$(value warm run)/super"
	sql "alter database xz_warm rename to xz_demo"
}
waiting() { # waiting NAME: events that are in no log yet
	psql -X -q -t -A -v ON_ERROR_STOP=1 "$(cluster) user=postgres dbname=xz_$1" -c "select count(*) from xz.event_pending"
}

again() { # the cluster of all
	# shellcheck disable=SC2163
	export $main_settings
	run main "$(value main port)" cluster
}
# Its store moves into a cluster of its own.  What was committed is on its disk: without XIEZHI_FAST.
alone() { # alone NAME PORT
	unset XIEZHI_FAST
	export XIEZHI_MAP_ALL=1
	run "$1" "$2" cluster
	local host
	host=$(sed -n "s/^unix_socket_directories = '\(.*\)'/\1/p" "$XZ_TEST/$1/pg/xiezhi.conf")
	pg_dump "$(cluster) user=postgres dbname=xz_$1" |
		psql -X -q -v ON_ERROR_STOP=1 "host=$host port=$2 user=postgres dbname=xiezhi" >/dev/null
	sql "drop database \"xz_$1\""
}

start() {
	local name=$1 from=${2:-demo} s=$XZ_TEST/$1 port database app=$XZ_TEST/programs.${XIEZHI_BUILD:-rel} like=main
	[ "$from" != demo ] || like=warm
	if [ "$from" = demo ] && [ -d "$app" ] && [ -d "$(value warm run)" ] && [ "${XIEZHI_TLS:-0}${XZ_ALONE:-0}${XZ_OWN_PROGRAMS:-0}" = 000 ] &&
		[ -z "${XZ_SLOW:-}" ]; then
		start_like_warm "$name" "$app"
		return
	fi
	port=$(free_port)
	clone "xz_$name" "xz_$from"
	mkdir -p "$s/etc"
	chmod 755 "$s"
	database="database = $(cluster) dbname=xz_$name"
	cp -a "$XZ_TEST/$like/keys" "$s/keys"
	if [ "$from" != empty ]; then
		cp -a "$XZ_TEST/main/demo-accounts.csv" "$s/"
		[ ! -d "$XZ_TEST/$like/public" ] || cp -a "$XZ_TEST/$like/public" "$s/public"
		[ ! -d "$XZ_TEST/$like/evidence" ] || cp -a "$XZ_TEST/$like/evidence" "$s/evidence"
		: >"$s/etc/first.done"
	fi
	if [ "${XZ_ALONE:-0}" = 1 ]; then
		alone "$name" "$port"
		database=""
	fi
	printf '%s\nworkers_portal = 2\nworkers_desk = 2\nworkers_slow = %s\n' "$database" "${XZ_SLOW:-2}" >"$s/etc/xiezhi.conf"
	# One copy of the programs for all, of each build.
	[ "${XZ_OWN_PROGRAMS:-0}" = 0 ] || app=$s/programs
	if [ -d "$app" ]; then
		cp -al "$app" "$s/app.1"
		ln -s app.1 "$s/app"
	fi
	XIEZHI_DEMO=$([ "$from" = empty ] && echo 0 || echo 1) run "$name" "$port"
	[ -d "$app" ] || { cp -al "$s/app.1" "$app.$name" && mv -T "$app.$name" "$app"; } 2>/dev/null || rm -rf "$app.$name"
	tell "$name"
}

# As make run left warm behind, but for its name and port, which stand in its settings.
start_like_warm() { # start_like_warm NAME PROGRAMS
	local s=$XZ_TEST/$1 port was run made
	port=$(free_port) was=$(value warm port) run=$(value warm run)
	clone "xz_$1" xz_demo
	cp -a "$XZ_TEST/warm" "$s"
	cp -al "$2" "$s/app.1"
	ln -s app.1 "$s/app"
	sed -i "s,$XZ_TEST/warm\\b,$s,g; s/\\b$was\\b/$port/g; s/\\bxz_warm\\b/xz_$1/g" "$s"/etc/*.conf
	made=$(value "$1" run)
	if [ ! -d "$made" ]; then
		cp -a "$run" "$made"
		rm -f "$made"/*/*.sock
	fi
	echo "$s" >"$made/state"
	(
		export XIEZHI_STATE=$s XIEZHI_PORT=$port
		. "$root/etc/instance/common.sh"
		. "$root/etc/instance/super.sh"
		. "$root/etc/instance/state.sh"
		. "$root/etc/instance/programs.sh"
		find_state
		read_settings
		super_begin
		start_programs
		start_nginx
		wait_healthy
	)
	tell "$1"
}

stop() {
	[ ! -d "$XZ_TEST/$1/etc" ] || XIEZHI_STATE=$XZ_TEST/$1 bash "$root/etc/instance/stop.sh"
}

# Of all instances but main, whose cluster they use: their supervisors, which end all that is theirs; and what is left of
# one that was killed.
supers_there() {
	local f pid
	for f in "$XZ_TEST"/*/run/super.pid; do
		[ "$f" != "$XZ_TEST/main/run/super.pid" ] || continue
		pid=$(cat "$f" 2>/dev/null) || continue
		[ "$(readlink "/proc/$pid/exe" 2>/dev/null)" != /usr/bin/s6-svscan ] || echo "$pid"
	done
}
programs_there() {
	local f pid
	find /proc/[0-9]* -maxdepth 1 -name exe -lname "$XZ_TEST/*/app.*/bin/*" -printf '%h\n' 2>/dev/null | sed 's,.*/,,'
	for f in "$XZ_TEST"/*/run/nginx.pid "$XZ_TEST"/*/pg/postmaster.pid; do
		[ "$f" != "$XZ_TEST/main/pg/postmaster.pid" ] || continue
		pid=$(head -n 1 "$f" 2>/dev/null) || continue
		! grep -aqF "$XZ_TEST/" "/proc/$pid/cmdline" 2>/dev/null || echo "$pid"
	done
}
stop_all() {
	local i pids
	for ((i = 0; i < 120; i++)); do
		pids=$(supers_there)
		[ -n "$pids" ] && [ $i -lt 100 ] || pids+=" $(programs_there)"
		[ -n "${pids// }" ] || return 0
		# shellcheck disable=SC2086
		[ $((i % 20)) != 0 ] || kill $([ $i -lt 100 ] && echo -TERM || echo -KILL) $pids 2>/dev/null || true
		sleep 0.1
	done
}

sweep() {
	local d
	stop_all
	sql "select datname from pg_database where datname like 'xz!_%' escape '!' and datname not in ('xz_empty', 'xz_loaded', 'xz_demo')" |
		while read -r d; do sql "drop database \"$d\" with (force)" || :; done
	rm -rf "$XZ_TEST"/programs.* "$XZ_TEST"/*.env "$XZ_TEST"/stores "$XZ_TEST"/no-stores
	for d in "$XZ_TEST"/*/etc; do
		d=${d%/etc}
		[ "${d##*/}" = main ] || [ "${d##*/}" = warm ] || [ ! -d "$d/etc" ] || rm -rf "$d" "/run/xiezhi/$(value "${d##*/}" port)"
	done
}

case $1 in
cluster) make_cluster ;;
stores) make_stores ;;
start) start "$2" "${3:-demo}" ;;
store)
	clone "xz_$2" "xz_${3:-loaded}"
	echo "$(cluster) dbname=xz_$2"
	;;
port) free_port ;;
again) again ;;
stop) stop "$2" ;;
rest) stop_all ;;
sweep) sweep ;;
end)
	stop_all
	stop main || :
	for p in "$XZ_TEST"/ports/*; do
		[ ! -d "/run/xiezhi/${p##*/}" ] || rm -rf "/run/xiezhi/${p##*/}"
	done
	;;
*) echo "what is $1?" >&2; exit 2 ;;
esac
