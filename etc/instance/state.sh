# state.sh - users, the state folder and what lies in it.  Sourced by run.sh
# after common.sh.

make_users() {
	local p
	is_root || return 0
	getent group xz-web >/dev/null || groupadd -r xz-web
	for p in $programs courier; do
		getent passwd "$(user_of "$p")" >/dev/null ||
			useradd -r -U -M -d /nonexistent -s /usr/sbin/nologin -c "Xiezhi $p" "$(user_of "$p")"
	done
}

reachable() { (as_user xz-desk test -x "$1") 2>/dev/null && (as_user postgres test -x "$1") 2>/dev/null; }

# The state must be reachable by the service users: under a closed home it lies
# in /var/lib/xiezhi/<port>, and the place asked for is a link to it.
make_state() {
	local asked there
	asked=$(state_asked)
	if [ -L "$asked" ]; then
		state=$(readlink -m "$asked")
		mkdir -p "$state" || die "cannot make $state"
	else
		mkdir -p "$asked" 2>/dev/null || die "cannot make the state folder $asked"
		state=$asked
		if is_root && ! reachable "$asked"; then
			there=/var/lib/xiezhi/${XIEZHI_PORT:-8080}
			rmdir "$asked" 2>/dev/null ||
				die "the service users cannot reach $asked, and it is not empty: choose another XIEZHI_STATE"
			mkdir -p "$there"
			ln -s "$there" "$asked"
			state=$there
		fi
	fi
	state=$(readlink -f "$state")
	[ -w "$state" ] || die "cannot write the state folder $state"
	! is_root || reachable "$state" || die "the service users cannot reach $state"
	chmod a+rx "$state" 2>/dev/null || die "cannot write the state folder $state (it belongs to $(stat -c %U "$state"))"
}

check_disk() {
	local free
	free=$(df -Pk "$state" | awk 'NR == 2 { print $4 }')
	[ "$free" -ge "$min_free_kb" ] ||
		die "too little disk space for $state: $((free / 1024)) MB free, 1000 MB needed"
}

own() { # own PROGRAM PATH...
	local user
	user=$(user_of "$1")
	shift
	! is_root || chown "$user:" "$@"
}

# With what lies in it, where another program had it before.
own_all() { # own_all PROGRAM FOLDER...
	local p=$1 f
	shift
	for f; do
		! is_root || [ "$(stat -c %U "$f")" = "$(user_of "$p")" ] || own "$p" -R "$f"
	done
}

make_folders() {
	local p evidence
	mkdir -p "$state"/{etc,log,run,keys,public/log,public/disclosure/draws,nginx,evidence,spool} ||
		die "cannot write the state folder $state"
	chmod 755 "$state"/{etc,public,run}
	chmod 750 "$state/log"
	chmod 711 "$state/keys" "$state/nginx"
	# The pool for slow work makes the agencies' seal keys itself, each when it is first needed.
	mkdir -p "$state/keys/seals"
	chmod 700 "$state/keys/seals"
	own slow -R "$state/keys/seals"
	own daemon "$state/public" "$state/public/log" "$state/public/disclosure" "$state/public/disclosure/draws"
	own_all slow "$state/evidence" "$state/spool"
	chmod 700 "$state/evidence" "$state/spool"
	evidence=$(conf_get "$state/etc/xiezhi.conf" evidence)
	if [ -n "$evidence" ] && [ ! -d "$evidence" ]; then
		mkdir -p -m 700 "$evidence" || die "cannot make the folder for evidence, $evidence"
		own slow "$evidence"
	elif [ -n "$evidence" ]; then
		own_all slow "$evidence"
	fi
	mkdir -p "$run"
	chmod 755 "$run"
	for p in $programs; do
		# Set-gid: the socket gets nginx's group without the program being in it,
		# so that one program cannot reach the sockets of another.
		mkdir -p "$run/$p"
		if is_root; then
			chown "$(user_of "$p"):xz-web" "$run/$p"
			chmod 2750 "$run/$p"
		else
			chmod 700 "$run/$p"
		fi
	done
	# Where the desk asks xiezhi-signin: the desk alone may come.
	mkdir -p "$run/codes"
	chmod 2750 "$run/codes"
	! is_root || chown "$(user_of signin):$(user_of desk)" "$run/codes"
}

# One run folder, one state.
claim_run() {
	local other
	mkdir -p "$run" 2>/dev/null || die "cannot make $run for the sockets"
	other=$(cat "$run/state" 2>/dev/null || true)
	if [ -n "$other" ] && [ "$other" != "$state" ] && [ -d "$other" ]; then
		if (state=$other; [ -n "$(super_pid)$(ours 'xiezhi*')" ]); then
			die "port $port belongs to the instance in $other, which is running: stop it, or choose another XIEZHI_PORT"
		fi
	fi
	printf '%s\n' "$state" >"$run/state"
}

check_port() {
	local who
	who=$(listener "$port")
	[ -n "$who" ] || return 0
	case " $(our_nginx | tr '\n' ' ') " in
	*" ${who%% *} "*) return 0 ;;
	esac
	die "port $port is taken by ${who#* } (process ${who%% *}): stop it, or choose another with XIEZHI_PORT"
}

# One state, one port: the programs of the other port would share its files.
check_other_port() {
	local was
	was=$(conf_get "$state/etc/instance.conf" port)
	[ -n "$was" ] && [ "$was" != "$port" ] || return 0
	if [ -n "$(super=$(conf_get "$state/etc/instance.conf" run)/super; super_pid)" ]; then
		die "the state $state is in use on port $was: stop that instance, or give this one its own XIEZHI_STATE"
	fi
}

# render TEMPLATE TARGET KEY=VALUE...: fills @key@; a setting whose value is
# empty becomes a comment.  Sets `changed` when the text differs.
render() {
	local template=$1 target=$2
	shift 2
	awk '
	BEGIN {
		for (i = 2; i < ARGC; i++) {
			n = index(ARGV[i], "="); v[substr(ARGV[i], 1, n - 1)] = substr(ARGV[i], n + 1); ARGV[i] = ""
		}
	}
	{
		line = $0; out = ""
		while (match(line, /@[a-z_]+@/)) {
			k = substr(line, RSTART + 1, RLENGTH - 2)
			if (!(k in v)) { print "render: no value for " k > "/dev/stderr"; exit 1 }
			out = out substr(line, 1, RSTART - 1) v[k]
			line = substr(line, RSTART + RLENGTH)
		}
		line = out line
		if (line ~ /^[a-z_]+ =[ \t]*$/) line = "# " line
		print line
	}' "$template" "$@" >"$target.new" || die "cannot write $target"
	if cmp -s "$target.new" "$target"; then
		rm -f "$target.new"
	else
		mv -f "$target.new" "$target"
		changed=1
	fi
}

write_conf() {
	local p k base read_base evidence public_url extra=()
	[ -f "$state/etc/xiezhi.conf" ] || cp "$checkout/etc/conf/xiezhi.conf.in" "$state/etc/xiezhi.conf"
	base=${database:-host=$run/pg port=$port dbname=xiezhi}
	read_base=$(conf_get "$state/etc/xiezhi.conf" database_read)
	evidence=$(conf_get "$state/etc/xiezhi.conf" evidence)
	public_url=$(conf_get "$state/etc/xiezhi.conf" public_url)
	changed=""
	for p in $programs admin; do
		extra=("workers=$(conf_get "$state/etc/xiezhi.conf" "workers_$p")")
		for k in organiser operator contact identifier icp police; do
			extra+=("site_$k=$(conf_get "$state/etc/xiezhi.conf" "site_$k")")
		done
		for k in own pair account address network password code; do
			extra+=("fail_$k=$(conf_get "$state/etc/xiezhi.conf" "fail_$k")")
		done
		render "$checkout/etc/conf/$p.conf.in" "$state/etc/$p.conf" \
			"app=$state/app" "state=$state" "keys=$state/keys" \
			"socket=$run/$p/$p.sock" "codes=$run/codes/codes.sock" "codes_user=$(user_of desk)" "database=$base user=xz_$p" \
			"database_read=${read_base:+$read_base user=xz_$p}" \
			"evidence=${evidence:-$state/evidence}" "spool=$state/spool" \
			"tls=$tls" "test_clock=$test_clock" "desk_host=$desk_host" \
			"public_url=${public_url:-$address}" \
			"site_code=$(conf_get "$state/etc/xiezhi.conf" site_code)" \
			"log_name=$(conf_get "$state/etc/xiezhi.conf" log_name)" "syslog=$(conf_get "$state/etc/xiezhi.conf" syslog)" \
			"clamd=$(conf_get "$state/etc/xiezhi.conf" clamd)" "clamd_needed=$(conf_get "$state/etc/xiezhi.conf" clamd_needed)" \
			"${extra[@]}"
	done
	printf '# Written by make run: what this instance was last started with.\nport = %s\nlisten = %s\ntls = %s\ntest_clock = %s\ndemo = %s\ncourier = %s\nrun = %s\n' \
		"$port" "$listen" "$tls" "$test_clock" "$demo" "$courier" "$run" >"$state/etc/instance.conf"
	conf_changed=$changed
}

# The key files lie in keys/, each owned by its one program, which finds them by
# the links in a folder of its own.  Forms and sealed text are of the desk and of its pool for slow work alike, which has
# copies: a key file is of one user.
make_keys() {
	local f p
	mkdir -p "$state"/keys/{desk,slow,signin,exchange,courier,daemon}
	[ -x "$state/app/bin/xiezhi" ] || return 0
	"$state/app/bin/xiezhi" --conf "$state/etc/admin.conf" keys >"$state/log/keys.log" 2>&1 || {
		tail -n 3 "$state/log/keys.log" >&2
		die "the keys could not be made in $state/keys"
	}
	for f in "$state"/keys/*; do
		[ -f "$f" ] || continue
		p=desk
		case ${f##*/} in log*) p=daemon ;; otp.key | signin.key) p=signin ;; exchange*) p=exchange ;; courier*) p=courier ;; evidence.key | spool*) p=slow ;; esac
		chmod 600 "$f"
		own $p "$f"
		ln -sfn "../${f##*/}" "$state/keys/$p/${f##*/}"
		case ${f##*/} in form.key | identity.key) ;; *) continue ;; esac
		cmp -s "$f" "$state/keys/slow/${f##*/}" || install -m 600 "$f" "$state/keys/slow/${f##*/}"
		own slow "$state/keys/slow/${f##*/}"
	done
	rm -f "$state"/keys/desk/{otp,evidence}.key
	chmod 755 "$state"/keys/{desk,slow,signin,exchange,courier,daemon}	# names are no secret, the files are
}

make_certificate() {
	[ "$tls" = 1 ] || return 0
	mkdir -p -m 700 "$state/tls"
	# A month before its end a new one is made.
	if [ -f "$state/tls/key.pem" ] &&
		openssl x509 -in "$state/tls/cert.pem" -noout -checkend 2592000 >/dev/null 2>&1; then
		return 0
	fi
	(
		umask 077
		openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 825 -sha256 \
			-subj "/CN=localhost" -addext "subjectAltName=DNS:localhost,DNS:desk.localhost,IP:127.0.0.1" \
			-addext "keyUsage=critical,digitalSignature" -addext "extendedKeyUsage=serverAuth" \
			-keyout "$state/tls/key.pem" -out "$state/tls/cert.pem" 2>/dev/null
	) || die "openssl could not make the certificate"
}

# Copies what the programs need out of the checkout into app.<n> and turns the
# link; running programs keep the folder they were started from.  Where nothing is built, what is installed stays.
install_app() {
	local sum n new list=()
	app_changed=""
	[ "${XIEZHI_NO_BUILD:-0}" = 0 ] || [ ! -e "$state/app/content" ] || return 0
	cd "$checkout"
	for n in "$build/bin" templates migrations build/assets build/assets.hdf build/passwords.bin etc/reference etc/nginx/errors; do
		[ ! -e "$n" ] || list+=("$n")
	done
	sum=$(find "${list[@]}" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64)
	[ "$(cat "$state/app/content" 2>/dev/null || true)" != "$sum" ] || return 0
	app_changed=1
	n=$(find "$state" -maxdepth 1 -name 'app.[0-9]*' -printf '%f\n' | sed 's/app\.//' | sort -n | tail -n 1)
	new=$state/app.$((${n:-0} + 1))
	mkdir -p "$new"
	[ ! -d "$build/bin" ] || cp -R "$build/bin" "$new/bin"
	[ ! -d templates ] || cp -R templates "$new/templates"
	[ ! -d migrations ] || cp -R migrations "$new/migrations"
	[ ! -d build/assets ] || cp -R build/assets "$new/assets"
	[ ! -f build/assets.hdf ] || cp build/assets.hdf "$new/assets.hdf"
	[ ! -f build/passwords.bin ] || cp build/passwords.bin "$new/passwords.bin"
	mkdir -p "$new/etc"
	[ ! -d etc/reference ] || cp -R etc/reference "$new/etc/reference"
	cp -R etc/nginx/errors "$new/errors"
	chmod -R a+rX,go-w "$new"
	printf '%s\n' "$sum" >"$new/content"
	ln -sfn "${new##*/}" "$state/app.link"
	mv -fT "$state/app.link" "$state/app"
}

drop_old_apps() {
	local d now
	now=$(readlink -f "$state/app")
	for d in "$state"/app.[0-9]*; do
		[ "$d" = "$now" ] || rm -rf "$d"
	done
}
