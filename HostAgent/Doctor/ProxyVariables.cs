namespace OrleansOps.HostAgent.Doctor;

/// <summary>Variables that tell other programs of a proxy. The agent takes none: it connects to its gateways itself.</summary>
internal static class ProxyVariables
{
    private static readonly string[] Names = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

    /// <summary>Those that are set.</summary>
    public static IReadOnlyList<string> Set(Func<string, string?> variable) => [.. Names.Where(name => variable(name) is { Length: > 0 })];
}
