namespace OrleansOps.Tests.Support;

/// <summary>Where the programs under test were built: beside this one's own output.</summary>
public static class Builds
{
    public static string Gateway => Find("Gateway", "ops-gateway.dll");

    public static string Silo => Find("Silo", "ops-silo.dll");

    public static string Agent => Find("HostAgent", "ops-agent.dll");

    /// <summary>How the agent is started. OPS_AGENT_PROGRAM names one that was published, so that what is tried is what hosts get.</summary>
    public static IReadOnlyList<string> AgentProgram => Environment.GetEnvironmentVariable("OPS_AGENT_PROGRAM") is { Length: > 0 } native ? [native] : ["dotnet", Agent];

    public static string Cli => Find("Cli", "opsctl.dll");

    public static string Roofline => Find("Roofline", "OrleansOps.Roofline.dll");

    private static string Find(string project, string file)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built; build the solution first.");
    }
}
