using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl completion: a script for the shell that asks opsctl itself for what may come next.</summary>
internal static class CompletionCommand
{
    private const string More = """
        Install it for yourself (mkdir -p what is missing):
          bash:  opsctl completion bash > ~/.local/share/bash-completion/completions/opsctl
          zsh:   opsctl completion zsh > ~/.zfunc/_opsctl    (with fpath+=~/.zfunc before compinit in ~/.zshrc)
          fish:  opsctl completion fish > ~/.config/fish/completions/opsctl.fish

        Where you are logged in it completes hosts, labels and tasks too.

        Example:
          opsctl completion bash
        """;

    private const string Bash = """
        # bash completion for opsctl
        _opsctl() {
            local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
            mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word")
        }
        complete -o default -F _opsctl opsctl
        """;

    private const string Zsh = """
        #compdef opsctl
        _opsctl() {
            local -a found
            found=(${(f)"$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"})
            (( ${#found} )) && compadd -a found || _files
        }
        if [[ "${funcstack[1]}" = _opsctl ]]; then _opsctl; else compdef _opsctl opsctl; fi
        """;

    private const string Fish = """
        # fish completion for opsctl
        function __opsctl_complete
            set -l line (commandline -cp)
            set -l words (commandline -opc)
            $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c opsctl -a '(__opsctl_complete)'
        """;

    public static Command Create(CommonOptions common)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new DocumentedCommand("completion", "Print the completion script for a shell.", More) { shell };
        command.Does(common, (line, session, _) =>
        {
            session.WriteLine(line.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
