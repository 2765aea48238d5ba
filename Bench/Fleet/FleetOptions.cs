namespace OrleansOps.Bench;

/// <summary>How many hosts, and whose.</summary>
/// <param name="Server">Address of the gateway, as http://host:port.</param>
/// <param name="Hosts">How many: 1 to 10,000.</param>
internal sealed record FleetOptions(string Server, int Hosts)
{
    private const int MostHosts = 10_000;

    public static FleetOptions? Parse(string[] words)
    {
        string? server = null;
        var hosts = 0;
        for (var i = 0; i < words.Length; i += 2)
        {
            var value = i + 1 < words.Length ? words[i + 1] : "";
            switch (words[i])
            {
                case "--server" when Uri.TryCreate(value, UriKind.Absolute, out var address) && address is { IsLoopback: true, Scheme: "http" }:
                    server = value.TrimEnd('/');
                    break;
                case "--hosts" when int.TryParse(value, out hosts) && hosts is > 0 and <= MostHosts:
                    break;
                default:
                    return Refuse($"\"{words[i]} {value}\" is not understood.");
            }
        }

        return server is null || hosts == 0 ? Refuse("something is missing.") : new FleetOptions(server, hosts);
    }

    private static FleetOptions? Refuse(string reason)
    {
        Console.Error.WriteLine($"fleet: {reason} It takes --server (a gateway of this machine, as http://127.0.0.1:8080) and --hosts (1 to {MostHosts}), and a join token as its first line of input.");
        return null;
    }
}
