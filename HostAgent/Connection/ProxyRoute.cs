using System.Net;

namespace OrleansOps.HostAgent.Connection;

/// <summary>How this host gets to a gateway: through the proxy that the environment names for it, or by itself.</summary>
/// <param name="Proxy">Address of the proxy, with its user and password if it has any; null: there is none.</param>
/// <param name="Variable">The variable that names it.</param>
/// <param name="Unused">Variables that name a proxy which is not for this gateway.</param>
/// <param name="Why">Why it is not, as the end of a sentence; null where none is named.</param>
internal sealed record ProxyRoute(Uri? Proxy, string? Variable, IReadOnlyList<string> Unused, string? Why)
{
    private static readonly string[] ForAll = ["all_proxy", "ALL_PROXY"];
    private static readonly string[] Secure = ["https_proxy", "HTTPS_PROXY", .. ForAll];
    private static readonly string[] Plain = ["http_proxy", "HTTP_PROXY", .. ForAll];

    /// <summary>All variables that say something of proxies, in the order in which they are asked.</summary>
    public static readonly IReadOnlyList<string> Variables = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", .. ForAll, "no_proxy", "NO_PROXY"];

    /// <param name="server">Address of the gateway.</param>
    public static ProxyRoute To(Uri server) => To(server, Environment.GetEnvironmentVariable, HttpClient.DefaultProxy);

    /// <param name="server">Address of the gateway.</param>
    /// <param name="variable">The environment.</param>
    /// <param name="environment">What .NET makes of it.</param>
    public static ProxyRoute To(Uri server, Func<string, string?> variable, IWebProxy environment)
    {
        var (mine, set) = (string.Equals(server.Scheme, "https", StringComparison.Ordinal) ? Secure : Plain, Variables.SkipLast(2).Where(name => variable(name) is { Length: > 0 }).ToList());
        if (set.Count == 0)
        {
            return new ProxyRoute(null, null, [], null);
        }

        if (server.IsLoopback)
        {
            return new ProxyRoute(null, null, set, "the gateway is on this host");
        }

        return mine.FirstOrDefault(set.Contains) switch
        {
            null => new ProxyRoute(null, null, set, $"the gateway's address begins with {server.Scheme}://"),
            var named when !environment.IsBypassed(server) && environment.GetProxy(server) is { } proxy => new ProxyRoute(proxy, named, [], null),
            _ => new ProxyRoute(null, null, set, "NO_PROXY names the gateway, or the proxy's address cannot be read"),
        };
    }

    /// <summary>The proxy without its user and password, which are nobody's to read.</summary>
    public string? Shown => Proxy is null ? null : $"{Proxy.Scheme}://{(Proxy.UserInfo.Length > 0 ? "***@" : "")}{Proxy.Authority}";

    /// <summary>As a connection takes it. User and password stand apart from the address, which appears in messages.</summary>
    public WebProxy? ToProxy() => Proxy is null
        ? null
        : new WebProxy(new UriBuilder(Proxy) { UserName = "", Password = "" }.Uri) { Credentials = Credentials(Proxy.UserInfo) };

    /// <summary>The variables that are set, for a process that is to find the same way.</summary>
    public static Dictionary<string, string> FromEnvironment() =>
        Variables.Where(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }).ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name)!, StringComparer.Ordinal);

    private static NetworkCredential? Credentials(string user) => user.Split(':', 2) switch
    {
        [""] => null,
        [var name] => new NetworkCredential(Uri.UnescapeDataString(name), ""),
        [var name, var password] => new NetworkCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password)),
        _ => null,
    };
}
