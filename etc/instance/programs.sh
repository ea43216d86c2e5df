# programs.sh - starts and stops the programs and nginx.  Sourced after common.sh and super.sh.

installed() { [ -x "$state/app/bin/$(binary_of "$1")" ]; }

program_service() {
	local p=$1
	of_user "$(user_of "$p")"
	super_service "$p" "$state/log/$p.log" TERM "rm -f '$run/$p/$p.sock'; echo \$\$ >'$state/run/$p.pid'" \
		"${with_nothing[@]}" "$state/app/bin/$(binary_of "$p")" --conf "$state/etc/$p.conf"
}

# Those that run go on.
start_programs() {
	local p all=()
	for p in $programs; do
		installed "$p" || continue
		super_is_up "$p" || program_service "$p"
		all+=("$p")
	done
	super_up ${all[@]+"${all[@]}"}
	for p in ${all[@]+"${all[@]}"}; do
		[ "$p" = courier ] || wait_started "$p" "$run/$p/$p.sock"
	done
	[ "$courier" != 0 ] || super_down 15 courier	# it was set before
}

wait_started() { # wait_started NAME FILE: until it is there
	local p=$1 i
	for ((i = 0; i < 200; i++)); do
		[ ! -e "$2" ] || return 0
		if super_ended "$p"; then
			super_down 1 "$p"
			tail -n 3 "$state/log/$p.log" >&2
			die "$p ended at its start (log: $state/log/$p.log)"
		fi
		sleep 0.05
	done
	super_down 1 "$p"
	die "$p was not ready within 10 seconds (log: $state/log/$p.log)"
}

# What an earlier supervisor, that was killed, has left.
end_leftovers() {
	# shellcheck disable=SC2046
	end_all 25 $(ours 'xiezhi[-d]*')
	# shellcheck disable=SC2046
	end_all 5 $(our_nginx)
}

begin_super() {
	[ -z "$(super_pid)" ] || return 0
	super_begin
	end_leftovers
}

# They read settings and files anew and go on at the socket they have (cgi/main.c).
reload_programs() {
	local p
	for p in $programs; do
		! super_is_up "$p" || s6-svc -h "$super/$p"
	done
}

# A program ends when the requests it is at have been answered, 20 seconds at most.
stop_programs() {
	local p
	# shellcheck disable=SC2086
	super_down 25 $programs
	for p in $programs; do
		rm -f "$state/run/$p.pid" "$run/$p/$p.sock"
	done
}

nginx_conf() {
	local web="# user: the one who started it" tls_on="" tls_lines="# no TLS" front="# no proxy in front" cert key proxy public rate
	! is_root || web="user www-data xz-web;"
	if [ "$tls" = 1 ]; then
		cert=$(conf_get "$state/etc/xiezhi.conf" certificate)
		key=$(conf_get "$state/etc/xiezhi.conf" certificate_key)
		tls_on=" ssl http2"
		tls_lines="ssl_certificate ${cert:-$state/tls/cert.pem}; ssl_certificate_key ${key:-$state/tls/key.pem};"
	fi
	proxy=$(conf_get "$state/etc/xiezhi.conf" proxy)
	[ -z "$proxy" ] || front="set_real_ip_from $proxy; real_ip_header X-Real-IP;"
	public=$(conf_get "$state/etc/xiezhi.conf" public_url)
	public=${public#*://} public=${public%%[:/]*}
	rate=${XIEZHI_SESSION_RATE:-$(conf_get "$state/etc/xiezhi.conf" session_rate)}
	changed=""
	render "$checkout/etc/nginx/nginx.conf.in" "$state/etc/nginx.conf" \
		"user=$web" "state=$state" "run=$run" "listen=$listen:$port$tls_on" "tls=$tls_lines" \
		"proxy=$front" "desk_host=${desk_host:-desk.invalid}" "public_host=$public" \
		"session_rate=${rate:-50}"
}

nginx_do() { /usr/sbin/nginx -p "$state/nginx" -e "$state/log/nginx-error.log" -c "$state/etc/nginx.conf" -q "$@" 9>&-; }

nginx_service() {
	super_service nginx "$state/log/nginx.log" TERM "echo \$\$ >'$super/nginx/master'
# a connection has another to a program, and a file for its body
ulimit -n 40960 2>/dev/null || ulimit -n \"\$(ulimit -H -n)\"
rm -f '$state/run/nginx.pid'
[ \"\$(stat -c %s '$state/log/nginx-access.log' 2>/dev/null || echo 0)\" -lt 10000000 ] ||
	mv -f '$state/log/nginx-access.log' '$state/log/nginx-access.log.1'" \
		setpriv --pdeathsig TERM /usr/sbin/nginx -p "$state/nginx" -e "$state/log/nginx-error.log" -c "$state/etc/nginx.conf" \
		-g 'daemon off;'
	# workers of a killed master, which are of its process group, hold the port
	cat >"$super/nginx/finish" <<-'S'
		#!/bin/sh
		: >ended
		master=$(cat master) && rm -f master
		[ "${master:-0}" -le 1 ] || kill -QUIT -- "-$master" 2>/dev/null
	S
}

# A connection that somebody holds open for ever ends with the worker it came to.
nginx_turn_service() {
	super_service nginx-turn "$state/log/nginx.log" TERM "" setpriv --pdeathsig TERM sleep 840
	printf '#!/bin/sh\n[ "$1" != 0 ] || s6-svc -h ../nginx\n' >"$super/nginx-turn/finish"
}

start_nginx() {
	local was
	mkdir -p "$state/nginx"/{body,fastcgi,proxy,uwsgi,scgi} "$run/cache"
	! is_root || chown www-data: "$state/nginx"/{body,fastcgi,proxy,uwsgi,scgi} "$run/cache"
	was=$(grep -s '^[[:space:]]*listen' "$state/etc/nginx.conf" || true)
	nginx_conf
	nginx_do -t 2>"$state/log/nginx-test.log" || {
		cat "$state/log/nginx-test.log" >&2
		die "nginx does not accept its configuration"
	}
	if super_is_up nginx && [ "$was" = "$(grep '^[[:space:]]*listen' "$state/etc/nginx.conf")" ]; then
		[ -z "$changed" ] || s6-svc -h "$super/nginx"
		return
	fi
	super_down 5 nginx
	check_port
	nginx_service
	nginx_turn_service
	super_up nginx nginx-turn
	wait_started nginx "$state/run/nginx.pid"
}

# What it is at is answered first, for two seconds.
stop_nginx() {
	if s6-svc -O -q "$super/nginx" 2>/dev/null; then
		s6-svwait -D -t 2000 "$super/nginx" 2>/dev/null || true
		super_down 3 nginx nginx-turn
	fi
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
