# common.sh - what run.sh, stop.sh, reload.sh and status.sh share: settings, the state
# folder, users, and finding our own processes.  Sourced by bash.
set -euo pipefail
umask 022
export LC_ALL=C.UTF-8

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# One word a program: its socket lies in $run/NAME, its settings are etc/conf/NAME.conf.in.
programs="portal signin desk slow exchange daemon"
min_free_kb=1000000

die() { echo "xiezhi: $*" >&2; exit 1; }
note() { [ "${XIEZHI_QUIET:-0}" != 0 ] || echo "$*"; }
is_root() { [ "$(id -u)" = 0 ]; }

binary_of() { case $1 in daemon) echo xiezhid ;; *) echo "xiezhi-$1" ;; esac; }
user_of() { if is_root; then echo "xz-$1"; else id -un; fi; }

# How a command runs as a service user with nothing else in hand, as long as its parent does: the words before it, in
# `with_nothing`.
of_user() {
	with_nothing=(setpriv --pdeathsig TERM --no-new-privs)
	! is_root || with_nothing+=(--reuid "$1" --regid "$1" --clear-groups --inh-caps=-all --bounding-set=-all)
	with_nothing+=(env -i PATH=/usr/bin:/bin LANG=C.UTF-8 TZ=Asia/Shanghai ${ASAN_OPTIONS:+"ASAN_OPTIONS=$ASAN_OPTIONS"})
}
as_user() { # as_user NAME COMMAND...
	of_user "$1"
	shift
	exec "${with_nothing[@]}" "$@"
}

# conf_get FILE KEY: the value of `key = value`, empty when absent.
conf_get() {
	[ -f "$1" ] || return 0
	sed -n "s/^[[:space:]]*$2[[:space:]]*=[[:space:]]*//p" "$1" | sed 's/[[:space:]]*$//' | tail -n 1
}

# setting ENV_NAME KEY DEFAULT: environment first, then xiezhi.conf.
setting() {
	local v=${!1:-}
	[ -n "$v" ] || v=$(conf_get "$state/etc/xiezhi.conf" "$2")
	printf '%s' "${v:-$3}"
}

settings_of_last_start() {
	local k
	for k in port listen tls test_clock demo courier; do
		declare -g "XIEZHI_${k^^}=$(conf_get "$state/etc/instance.conf" "$k")"
	done
}

state_asked() {
	local s=${XIEZHI_STATE:-var}
	case $s in /*) ;; *) s=$checkout/$s ;; esac
	printf '%s' "${s%/}"
}

# Where the state lies now; does not make it.
find_state() {
	state=$(state_asked)
	[ ! -L "$state" ] || state=$(readlink -m "$state")
}

read_settings() {
	port=$(setting XIEZHI_PORT port 8080)
	listen=$(setting XIEZHI_LISTEN listen 127.0.0.1)
	tls=$(setting XIEZHI_TLS tls 0)
	test_clock=$(setting XIEZHI_TEST_CLOCK test_clock 0)
	demo=$(setting XIEZHI_DEMO demo 1)
	desk_host=$(setting XIEZHI_DESK_HOST desk_host "")
	database=$(setting XIEZHI_DATABASE database "")
	courier=$(setting XIEZHI_COURIER courier 0)
	[ "$courier" = 0 ] || programs="$programs courier"
	case $port in '' | *[!0-9]*) die "XIEZHI_PORT is not a number: $port" ;; esac
	[ "$port" -ge 1 ] && [ "$port" -le 65535 ] || die "XIEZHI_PORT is not between 1 and 65535: $port"
	for v in "$tls" "$test_clock" "$demo"; do
		case $v in 0 | 1) ;; *) die "XIEZHI_TLS, XIEZHI_TEST_CLOCK and XIEZHI_DEMO are 0 or 1, not: $v" ;; esac
	done
	[ -n "$desk_host" ] || [ "$tls" = 0 ] || desk_host=desk.localhost
	if is_root; then
		run=/run/xiezhi/$port
	else
		run=${XDG_RUNTIME_DIR:-$state/run}/xiezhi/$port
	fi
	[ ${#run} -le 80 ] || die "the path of the sockets is too long for the kernel: $run (choose a shorter XIEZHI_STATE)"
	super=$run/super
	scheme=http
	[ "$tls" = 0 ] || scheme=https
	case $listen in
	0.0.0.0) reach=127.0.0.1 ;;
	:: | '[::]') listen='[::]' reach='[::1]' ;;
	*:*) listen="[${listen//[\[\]]/}]" reach=$listen ;;
	*) reach=$listen ;;
	esac
	address=$scheme://$reach:$port
}

# ours NAME: pids of processes that run NAME out of this state's app folder,
# whatever the pid files say (an earlier run may have been killed).
ours() {
	{ find /proc/[0-9]* -maxdepth 1 -name exe \
		\( -lname "$state/app.*/bin/$1" -o -lname "$state/app.*/bin/$1 (deleted)" \) -printf '%h\n' 2>/dev/null || true; } |
		sed 's,.*/,,' | sort -n
}

# nginx processes (master and workers) that write this state's logs.
our_nginx() {
	local pid
	for pid in $(find /proc/[0-9]* -maxdepth 1 -name exe -lname '*/nginx*' -printf '%h\n' 2>/dev/null | sed 's,.*/,,'); do
		if find "/proc/$pid/fd" -lname "$state/log/nginx-error.log*" 2>/dev/null | grep -q .; then
			echo "$pid"
		fi
	done
}

postmaster() {
	local pid
	pid=$(head -n 1 "$state/pg/postmaster.pid" 2>/dev/null || true)
	[ -n "$pid" ] && case "$(readlink "/proc/$pid/exe" 2>/dev/null || true)" in
	*/postgres*) echo "$pid" ;;
	esac || :
}

# Running: not one that ended and that nobody has asked yet how.
alive() {
	local line
	{ read -r line <"/proc/$1/stat"; } 2>/dev/null && [[ $line != *") Z "* ]]
}

# end_all SECONDS PID...: asks them to end, waits, then insists.
end_all() {
	local limit=$1 pid i left
	shift
	[ $# -gt 0 ] || return 0
	kill -TERM "$@" 2>/dev/null || true
	for ((i = 0; i < limit * 20; i++)); do
		left=""
		for pid in "$@"; do
			! alive "$pid" || left=1
		done
		[ -n "$left" ] || return 0
		sleep 0.05
	done
	kill -KILL "$@" 2>/dev/null || true
}

# Who listens on the port: "pid name", empty when nobody.
listener() {
	local hex inode pid
	hex=$(printf '%04X' "$1")
	inode=$(awk -v p=":$hex" '$4 == "0A" && substr($2, length($2) - 4) == p { print $10; exit }' \
		/proc/net/tcp /proc/net/tcp6 2>/dev/null || true)
	[ -n "$inode" ] || return 0
	pid=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" -printf '%h\n' 2>/dev/null | sed 's,/proc/\([0-9]*\)/.*,\1,' | head -n 1 || true)
	echo "${pid:-?} $(cat "/proc/${pid:-none}/comm" 2>/dev/null || echo 'another process')"
}

# http_status PATH: the status line's number over the instance's own address.
http_status() {
	local host=${reach//[\[\]]/} line=""
	local ask="GET $1 HTTP/1.1\r\nHost: localhost:$port\r\nConnection: close\r\n\r\n"
	if [ "$tls" = 0 ]; then
		{ exec 7<>"/dev/tcp/$host/$port"; } 2>/dev/null || return 0
		printf '%b' "$ask" >&7
		IFS= read -r -t 5 line <&7 || true
		exec 7<&- 7>&-
	else
		line=$(printf '%b' "$ask" | timeout 5 openssl s_client -quiet -connect "$reach:$port" 2>/dev/null | head -n 1 || true)
	fi
	printf '%s' "$line" | awk '{ print $2 }'
}
