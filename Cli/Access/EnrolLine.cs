namespace OrleansOps.Cli;

/// <summary>The one line for the shell of a host that shall join. The token goes by standard input: arguments can be read by every user of a host.</summary>
internal static class EnrolLine
{
    /// <param name="server">The gateway, as the host is to reach it.</param>
    /// <param name="token">With its programs, if the gateway has any: else the agent must be there already.</param>
    public static string Of(string server, JoinToken token)
    {
        // printf is built into every shell, so the token is in no process list there; with the blank before it most shells keep it out of their history.
        var say = $" printf '%s\\n' {ShellText.Quote(token.Token)} | ";
        if (token.Programs is not { Count: > 0 } programs)
        {
            return $"{say}ops-agent enrol --server {ShellText.Quote(server)} --join-token-stdin && ops-agent run";
        }

        var script = ShellText.Quote($"{server}/install.sh");
        var hashes = programs.Select(program => $"--sha256 {ShellText.Quote($"{program.Platform}:{program.Sha256}")}");
        return $" ops=$(curl -fsS {script} || wget -qO- {script}) &&{say}sh -c \"$ops\" install.sh --server {ShellText.Quote(server)} {string.Join(' ', hashes)}";
    }
}
