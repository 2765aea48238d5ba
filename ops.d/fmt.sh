#!/usr/bin/env bash
# White space by .editorconfig, on the files alone, so it takes seconds. Style rules are errors in every build already;
# without --check they are repaired here too.
. "$(dirname "$0")/common.sh"

need_dotnet
whitespace=(dotnet format whitespace . --folder --exclude artifacts .ops)

case ${1:-} in
    --check)
        if ! "${whitespace[@]}" --verify-no-changes >"$state/log/fmt.log" 2>&1 </dev/null; then
            show_tail "$state/log/fmt.log" 40
            die "some files are not formatted; ./ops fmt repairs them."
        fi
        step fmt "every file is formatted"
        ;;
    '')
        quietly fmt "${whitespace[@]}"
        quietly fmt-style dotnet format style OrleansOps.sln --severity warn
        step fmt "done"
        ;;
    *) die "fmt takes --check or nothing, not \"$1\"." ;;
esac
