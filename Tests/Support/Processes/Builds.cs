namespace OrleansOps.Tests.Support;

/// <summary>Where the programs under test were built: beside this one's own output.</summary>
public static class Builds
{
    /// <summary>How a gateway is started. OPS_GATEWAY_PROGRAM names one that was published.</summary>
    public static IReadOnlyList<string> GatewayProgram => Published("OPS_GATEWAY_PROGRAM") ?? ["dotnet", Find("Gateway", "ops-gateway.dll")];

    public static string Silo => Find("Silo", "ops-silo.dll");

    public static string Agent => Find("HostAgent", "ops-agent.dll");

    /// <summary>How the agent is started. OPS_AGENT_PROGRAM names one that was published, so that what is tried is what hosts get.</summary>
    public static IReadOnlyList<string> AgentProgram => Published("OPS_AGENT_PROGRAM") ?? ["dotnet", Agent];

    /// <summary>How the command line is started. OPS_CLI_PROGRAM names one that was published.</summary>
    public static IReadOnlyList<string> CliProgram => Published("OPS_CLI_PROGRAM") ?? ["dotnet", Find("Cli", "opsctl.dll")];

    public static string Roofline => Find("Roofline", "OrleansOps.Roofline.dll");

    private static IReadOnlyList<string>? Published(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } program ? [program] : null;

    private static string Find(string project, string file)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built; build the solution first.");
    }
}
