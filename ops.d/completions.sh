# shellcheck shell=bash
# What makes the shell complete opsctl's commands, options, hosts and tasks.

# write_completions PROGRAM FOLDER: a script for each shell, under the folder's names that shells look in below /usr/share.
write_completions() {
    local program=$1 share=$2
    mkdir -p "$share/bash-completion/completions" "$share/zsh/site-functions" "$share/fish/vendor_completions.d"
    "$program" completion bash >"$share/bash-completion/completions/opsctl"
    "$program" completion zsh >"$share/zsh/site-functions/_opsctl"
    "$program" completion fish >"$share/fish/vendor_completions.d/opsctl.fish"
}

# load_completions FOLDER: the line for the shell that somebody has open.
load_completions() {
    local share=${1#"$root"/}
    case ${SHELL##*/} in
        zsh) printf '. %s' "$share/zsh/site-functions/_opsctl" ;;
        fish) printf '. %s' "$share/fish/vendor_completions.d/opsctl.fish" ;;
        *) printf '. %s' "$share/bash-completion/completions/opsctl" ;;
    esac
}
