#!/bin/sh
# Puts the OrleansOps host agent on this host: downloads its program from a gateway, compares it with the hash that an operator gave, enrols it and makes it
# a service. The join token comes on standard input, is asked for where that is a terminal, or is read from a file: arguments, addresses and variables of the
# environment can be read by others. Nothing is done before the last line is here: what is cut off does nothing.
set -euf
umask 077

usage() {
    cat <<'TEXT'
install.sh --server URL --sha256 PLATFORM:HEX [OPTION...]    (the join token on standard input)

  --server URL             a gateway: https://host[:port]; several with commas between
  --sha256 PLATFORM:HEX    hash of the agent's program for a kind of machine, linux-x64 or linux-arm64; may be repeated
  --join-token-file FILE   reads the join token from a file that nobody else can read
  --name NAME              the host's name for operators; else its own
  --user NAME              a user that the agent and all tasks run as, made if he is not there; else root
  --ca-file FILE           certificates (PEM) to trust instead of the host's
  --insecure-http          allows http:// to another host: token and output travel in the clear
  --no-start               does not start it
  --root DIR               a directory that stands for / of a host, to put its files together; nothing is started there
TEXT
}

say() { printf '%s\n' "install.sh: $*" >&2; }

# fail CODE SENTENCE
fail() {
    code=$1
    shift
    say "$*"
    exit "$code"
}

has() { command -v "$1" >/dev/null 2>&1; }

server='' sums='' name='' user='' ca_file='' root='' token_file='' insecure='' no_start=''
work='' program='' token='' undo='' silent=''

# Whatever the way out: a host has a whole agent, or nothing of it.
leave() {
    status=$?
    trap '' HUP INT TERM
    [ -z "$silent" ] || stty echo
    [ -z "$undo" ] || take_back
    [ -z "$work" ] || rm -rf "$work"
    exit "$status"
}

take_back() {
    if "$program" uninstall --purge ${root:+--root "$root"} >"$work/said" 2>&1; then
        say 'What was installed is taken away again.'
    else
        cat "$work/said" >&2
        say "What was installed could not be taken away: ops-agent uninstall --purge${root:+ --root $root}"
    fi
}

read_arguments() {
    while [ $# -gt 0 ]; do
        case $1 in
            --insecure-http) insecure=--insecure-http ;;
            --no-start) no_start=--no-start ;;
            -h | --help)
                usage
                exit 0
                ;;
            --server | --sha256 | --join-token-file | --name | --user | --ca-file | --root)
                [ $# -ge 2 ] || fail 2 "$1 needs a value."
                case $1 in
                    --server) server=$2 ;;
                    --sha256) sums="$sums $2" ;;
                    --join-token-file) token_file=$2 ;;
                    --name) name=$2 ;;
                    --user) user=$2 ;;
                    --ca-file) ca_file=$2 ;;
                    --root) root=${2%/} ;;
                esac
                shift
                ;;
            *) fail 2 "There is no option '$1'; --help lists them." ;;
        esac
        shift
    done
}

check_host() {
    [ -n "$server" ] || fail 2 'Say which gateway with --server.'
    [ "$(uname -s)" = Linux ] || fail 1 "This is $(uname -s); the agent runs on Linux."
    case $(uname -m) in
        x86_64 | amd64) platform=linux-x64 ;;
        aarch64 | arm64) platform=linux-arm64 ;;
        *) fail 1 "There is no agent for this kind of machine ($(uname -m)); there is one for x86_64 and one for aarch64." ;;
    esac
    wanted=''
    for sum in $sums; do
        case $sum in "$platform":*) wanted=${sum#*:} ;; esac
    done
    [ -n "$wanted" ] || fail 1 "The line has no hash (--sha256) for $platform: its gateway had no agent for that kind of machine. Put one there, and make a new line."
    case $wanted in *[!0-9a-f]*) wanted='' ;; esac
    [ ${#wanted} -eq 64 ] || fail 2 "--sha256 takes PLATFORM:HEX with 64 of the digits 0-9 and a-f."
    if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
        fail 1 "Only root can install a service. Put sudo before the line's 'sh -c', or run the line as root."
    fi
    has curl || has wget || fail 1 'Neither curl nor wget is here to download with. Install one of them (Debian: apt-get install curl).'
    has sha256sum || has shasum || has openssl || fail 1 'Neither sha256sum nor shasum nor openssl is here to check with. Install one of them (Debian: apt-get install coreutils).'
}

read_token() {
    if [ -n "$token_file" ]; then
        [ -r "$token_file" ] || fail 1 "The join token file '$token_file' is not there, or cannot be read."
        case $(ls -ldL "$token_file") in
            -???------*) ;;
            *) fail 1 "Others can read '$token_file'. Run: chmod 600 '$token_file'" ;;
        esac
        IFS= read -r token <"$token_file" || true
    elif [ -t 0 ]; then
        printf 'Join token: ' >&2
        silent=yes
        stty -echo
        IFS= read -r token || true
        stty echo
        silent=''
        echo >&2
    else
        IFS= read -r token || true
    fi
    [ -n "$token" ] || fail 1 'There is no join token on standard input. Run the whole line that the console or opsctl printed.'
}

# fetch URL FILE: at most 256 MiB, whatever is sent.
fetch() (
    ulimit -f 524288
    if has curl; then
        curl -fsS --connect-timeout 20 --max-time 3600 --retry 4 --retry-max-time 120 ${ca_file:+--cacert "$ca_file"} -o "$2" "$1" </dev/null
    else
        wget -q -T 60 ${ca_file:+--ca-certificate="$ca_file"} -O "$2" "$1" </dev/null || {
            say "wget ended with $?."
            exit 1
        }
    fi
)

hash_of() {
    if has sha256sum; then
        sha256sum <"$1"
    elif has shasum; then
        shasum -a 256 <"$1"
    else
        openssl dgst -sha256 -r <"$1"
    fi
}

download() {
    for gateway in $(printf '%s' "$server" | tr ',' ' '); do
        url=${gateway%/}/install/$platform/ops-agent
        if fetch "$url" "$program"; then
            actual=$(hash_of "$program")
            actual=${actual%% *}
            [ "$actual" = "$wanted" ] || fail 1 "What $url gives is not the program that the line names: its SHA-256 is $actual, not $wanted. Nothing was installed. If the gateway has another agent by now, make a new line."
            return
        fi
    done
    fail 1 "The agent could not be downloaded from $url. Nothing was installed."
}

check_program() {
    chmod 755 "$program"
    "$program" version >"$work/said" 2>&1 || {
        cat "$work/said" >&2
        fail 1 "The agent does not run here. It needs glibc and OpenSSL (Debian: libc6, libssl3); where programs may not run from '${TMPDIR:-/tmp}', set TMPDIR to another directory. Nothing was installed."
    }
}

# install_agent [--no-start]
install_agent() {
    "$program" install ${root:+--root "$root"} ${user:+--user "$user"} "$@" >"$work/said" || fail 1 'The agent could not be installed.'
}

# As the user whose tasks it will run: what is his must be his from the start.
as_its_user() {
    if [ -n "$user" ] && [ "$user" != root ]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

enrol() {
    config=$root/etc/ops-agent/config.yaml
    if [ -n "$insecure" ] && ! grep -q '^insecure_http:' "$config"; then printf 'insecure_http: true\n' >>"$config"; fi
    printf '%s\n' "$token" | as_its_user "$root/usr/local/bin/ops-agent" enrol --config "$config" --data "$root/var/lib/ops-agent" --server "$server" \
        ${name:+--name "$name"} ${ca_file:+--ca-file "$ca_file"} $insecure --join-token-stdin
}

main() {
    read_arguments "$@"
    check_host
    trap leave EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    read_token
    work=$(mktemp -d) || fail 1 "No directory can be made in '${TMPDIR:-/tmp}'."
    program=$work/ops-agent
    download
    check_program
    [ -e "$root/etc/ops-agent/.installed.json" ] || undo=yes
    install_agent --no-start
    enrol || fail 1 'The host could not be enrolled.'
    undo=''
    install_agent $no_start
    cat "$work/said"
    if [ -z "$root" ] && [ ! -d /run/systemd/system ]; then
        printf '%s\n' 'No systemd runs here. Start it by what does: /usr/local/bin/ops-agent run --config /etc/ops-agent/config.yaml'
    fi
}

main "$@"
