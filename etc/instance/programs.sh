# programs.sh - starts and stops the programs and nginx.  Sourced after common.sh.

log_turn() { # keeps one old log of at most 10 MB
	local size
	size=$(stat -c %s "$1" 2>/dev/null || echo 0)
	[ "$size" -lt 10000000 ] || mv -f "$1" "$1.1"
}

start_program() {
	local p=$1 bin pid
	bin=$(binary_of "$p")
	[ -x "$state/app/bin/$bin" ] || return 0
	pid=$(master_of "$p")
	if [ -n "$pid" ] && [ "$pid" = "$(cat "$state/run/$p.pid" 2>/dev/null || true)" ]; then
		return 0
	fi
	# shellcheck disable=SC2046
	end_all 5 $(ours "$bin")	# left over from a killed run
	rm -f "$run/$p/"*.sock
	log_turn "$state/log/$p.log"
	# setpriv and env replace themselves by the program: $! stays its number.
	(cd / && exec 9>&- && trap '' HUP && as_user "$(user_of "$p")" \
		"$state/app/bin/$bin" --conf "$state/etc/$p.conf") \
		>>"$state/log/$p.log" 2>&1 </dev/null &
	pid=$!
	disown "$pid"
	echo "$pid" >"$state/run/$p.pid"
}

start_programs() {
	local p
	for p in $programs; do
		start_program "$p"
	done
	for p in $programs; do
		wait_started "$p"
	done
}

wait_started() {
	local p=$1 i pid
	[ -x "$state/app/bin/$(binary_of "$p")" ] || return 0
	pid=$(cat "$state/run/$p.pid")
	for ((i = 0; i < 200; i++)); do
		if ! alive "$pid"; then
			tail -n 3 "$state/log/$p.log" >&2
			die "$(binary_of "$p") ended at its start (log: $state/log/$p.log)"
		fi
		[ "$p" != daemon ] || return 0
		[ ! -S "$run/$p/$p.sock" ] || return 0
		sleep 0.05
	done
	die "$(binary_of "$p") opened no socket within 10 seconds (log: $state/log/$p.log)"
}

stop_programs() {
	local p pids=""
	for p in $programs; do
		pids+=" $(master_of "$p")"
	done
	# A program ends when the requests it is at have been answered, 20 seconds at most.
	# shellcheck disable=SC2086
	end_all 25 $pids
	for p in $programs; do
		# shellcheck disable=SC2046
		end_all 2 $(ours "$(binary_of "$p")")
		rm -f "$state/run/$p.pid" "$run/$p/$p.sock"
	done
}

nginx_conf() {
	local web="# user: the one who started it" tls_on="" tls_lines="# no TLS" front="# no proxy in front" cert key proxy
	! is_root || web="user www-data xz-web;"
	if [ "$tls" = 1 ]; then
		cert=$(conf_get "$state/etc/xiezhi.conf" certificate)
		key=$(conf_get "$state/etc/xiezhi.conf" certificate_key)
		tls_on=" ssl http2"
		tls_lines="ssl_certificate ${cert:-$state/tls/cert.pem}; ssl_certificate_key ${key:-$state/tls/key.pem};"
	fi
	proxy=$(conf_get "$state/etc/xiezhi.conf" proxy)
	[ -z "$proxy" ] || front="set_real_ip_from $proxy; real_ip_header X-Real-IP;"
	changed=""
	render "$checkout/etc/nginx/nginx.conf.in" "$state/etc/nginx.conf" \
		"user=$web" "state=$state" "run=$run" "listen=$listen:$port$tls_on" "tls=$tls_lines" \
		"proxy=$front" "desk_host=${desk_host:-desk.invalid}"
}

nginx_do() { /usr/sbin/nginx -p "$state/nginx" -e "$state/log/nginx-error.log" -c "$state/etc/nginx.conf" -q "$@" 9>&-; }

start_nginx() {
	local pid who
	mkdir -p "$state/nginx"/{body,fastcgi,proxy,uwsgi,scgi} "$run/cache"
	! is_root || chown www-data: "$state/nginx"/{body,fastcgi,proxy,uwsgi,scgi} "$run/cache"
	log_turn "$state/log/nginx-access.log"
	nginx_conf
	pid=$(nginx_master)
	if [ -n "$pid" ]; then
		[ -n "$changed" ] || return 0
		# Another address needs a new start, the rest would do with a reload.
		end_all 5 $(our_nginx)
	else
		# shellcheck disable=SC2046
		end_all 5 $(our_nginx)	# workers of a killed master hold the port
	fi
	check_port
	nginx_do -t 2>"$state/log/nginx-test.log" || {
		cat "$state/log/nginx-test.log" >&2
		die "nginx does not accept its configuration"
	}
	(cd / && nginx_do) 2>"$state/log/nginx-test.log" </dev/null || {
		cat "$state/log/nginx-test.log" >&2
		who=$(listener "$port")
		[ -z "$who" ] || die "port $port is taken by ${who#* } (process ${who%% *}): choose another with XIEZHI_PORT"
		die "nginx does not start on $listen:$port"
	}
}

stop_nginx() {
	local pid i
	pid=$(nginx_master)
	if [ -n "$pid" ]; then
		kill -QUIT "$pid" 2>/dev/null || true
		for ((i = 0; i < 40; i++)); do
			alive "$pid" || break
			sleep 0.05
		done
	fi
	# shellcheck disable=SC2046
	end_all 3 $(our_nginx)
	rm -f "$state/run/nginx.pid"
}

wait_healthy() {
	local i code=""
	[ -x "$state/app/bin/xiezhi-portal" ] || return 0
	for ((i = 0; i < 100; i++)); do
		code=$(http_status /healthz)
		[ "$code" != 200 ] || return 0
		sleep 0.1
	done
	die "the portal does not answer at $address/healthz (${code:-no answer}; logs in $state/log)"
}
