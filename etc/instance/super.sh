# super.sh - the supervisor of an instance, s6: a folder a program in $super, each watched by an s6-supervise of its own,
# which starts it again a second after its last start at the earliest; s6-svscan watches those.  Sourced by bash;
# $super is the folder, and for super_begin and super_end $state the state.

# The scanner, when it runs; and when it can be spoken to.
super_scanner() {
	local pid
	pid=$(cat "$state/run/super.pid" 2>/dev/null || true)
	[ -n "$pid" ] && [ -d "/proc/$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF "s6-svscan $super " && echo "$pid" || :
}
super_pid() { [ ! -p "$super/.s6-svscan/control" ] || super_scanner; }

# An s6-supervise whose scanner was killed ends with its program.
super_left_over() {
	local d
	for d in "$super"/*/; do
		! s6-svok "$d" 2>/dev/null || s6-svc -dx "$d"
	done
	for d in "$super"/*/; do
		for ((i = 0; i < 600; i++)); do
			s6-svok "$d" 2>/dev/null || break
			sleep 0.05
		done
	done
	rm -rf "$super"
}

super_begin() {
	local pid
	pid=$(super_scanner)
	[ -z "$pid" ] || end_all 30 "$pid"	# its folder was removed under it
	[ ! -d "$super" ] || super_left_over
	mkdir -p "$super"
}
# Starts the scanner, and with it what has a folder by now.
super_scan() {
	if [ -n "$(super_pid)" ]; then
		s6-svscanctl -a "$super"
		return
	fi
	(cd / && exec 9>&- && exec setsid s6-svscan "$super") >>"$state/log/super.log" 2>&1 </dev/null &
	disown $!
	echo $! >"$state/run/super.pid"
	for ((i = 0; i < 100; i++)); do
		[ ! -p "$super/.s6-svscan/control" ] || return 0
		sleep 0.02
	done
	die "the supervisor does not start (log: $state/log/super.log)"
}
super_end() {
	local pid
	pid=$(super_scanner)
	[ -z "$pid" ] || end_all 30 "$pid"
	[ ! -d "$super" ] || super_left_over
	rm -f "$state/run/super.pid"
}

# super_service NAME LOG SIGNAL BEFORE COMMAND...: its folder.  BEFORE is shell that runs ahead of each start.  The command
# stays in the foreground and ends at SIGNAL; by setpriv --pdeathsig, which a change of user undoes, it gets it too should
# its s6-supervise be killed.
super_service() {
	local name=$1 log=$2 signal=$3 before=$4 d=$super/$1
	shift 4
	mkdir -p "$d"
	{
		echo "#!/bin/sh"
		echo "# Written by etc/instance/super.sh."
		echo "cd / && exec </dev/null"
		printf '[ "$(stat -c %%s %q 2>/dev/null || echo 0)" -lt 10000000 ] || mv -f %q %q\n' "$log" "$log" "$log.1"
		printf 'exec >>%q 2>&1\n' "$log"
		echo "$before"
		printf 'exec'
		printf ' %q' "$@"
		echo
	} >"$d/run.new"
	printf '#!/bin/sh\n: >ended\n' >"$d/finish"
	echo "SIG$signal" >"$d/down-signal"
	chmod 755 "$d/run.new" "$d/finish"
	mv -f "$d/run.new" "$d/run"
}

# super_up NAME...: starts those that do not run.
super_up() {
	local name new=""
	for name in "$@"; do
		rm -f "$super/$name/ended"
		s6-svc -U "$super/$name" 2>/dev/null || new=1
	done
	[ -z "$new" ] || super_scan
}
super_pid_of() { s6-svstat -o pid "$super/$1" 2>/dev/null | grep -v '^-1$' || true; }
super_is_up() { [ "$(s6-svstat -o up "$super/$1" 2>/dev/null || true)" = true ]; }
super_ended() { [ -e "$super/$1/ended" ]; }

# super_down SECONDS NAME...: ends them by their signal, waits, then insists.  They stay down.
super_down() {
	local limit=$1 name all=()
	shift
	for name in "$@"; do
		! s6-svc -D "$super/$name" 2>/dev/null || all+=("$super/$name")
	done
	[ ${#all[@]} -gt 0 ] || return 0
	s6-svwait -D -t "${limit}000" "${all[@]}" 2>/dev/null || {
		for name in "${all[@]}"; do s6-svc -k "$name"; done
		s6-svwait -D -t 5000 "${all[@]}" 2>/dev/null || true
	}
}
