namespace OrleansOps.Cli.Tests;

/// <summary>Runs opsctl under a real terminal, or surely without one.</summary>
internal static class Pty
{
    /// <summary>Under a terminal of that many columns. What the test types comes from its keyboard; both outputs are its screen.</summary>
    public static Opsctl Start(ContractGateway gateway, int columns, params string[] args)
    {
        var command = $"stty cols {columns} rows 50; exec {ShellText.Join([.. Opsctl.Program, .. args])}";
        return Opsctl.Start(["script", "-qefc", command, "/dev/null"], Opsctl.Environment(gateway.Address));
    }

    /// <summary>In a session without a terminal, as under cron. The process id stays that of opsctl.</summary>
    public static Opsctl StartWithout(ContractGateway gateway, params string[] args) =>
        Opsctl.Start(["setsid", .. Opsctl.Program, .. args], Opsctl.Environment(gateway.Address));
}
