using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Connection;
using Serilog.Events;

namespace OrleansOps.HostAgent.Configuration;

/// <summary>What the agent is told at its start, as <see cref="AgentSettings"/> lists it with defaults, units and limits.</summary>
internal sealed record AgentOptions
{
    private const int MostGateways = 16;

    /// <summary>Addresses of the gateways, separated by commas; null takes those that it enrolled with.</summary>
    public string? Server { get; init; }

    /// <summary>Its own directory.</summary>
    public string Data { get; init; } = DataDirectory.Default;

    /// <summary>Name shown to operators; null: the host's.</summary>
    public string? Name { get; init; }

    /// <summary>What it says of itself when it enrols.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The token that it enrols with. Null: there is none, or it is in <see cref="JoinTokenFile"/>.</summary>
    public string? JoinToken { get; init; }

    /// <summary>The file that holds that token.</summary>
    public string? JoinTokenFile { get; init; }

    /// <summary>How many tasks run at once.</summary>
    public int Slots { get; init; } = 5;

    /// <summary>Directory of control groups that tasks with limits get theirs in; "own": above the agent's own; null: none.</summary>
    public string? ControlGroups { get; init; }

    /// <summary>Bytes of a disk that files which are put there leave free.</summary>
    public long KeepFreeBytes { get; init; } = 256L << 20;

    /// <summary>What alone it runs: words of <see cref="Protocol.AllowedWork"/>; empty: anything.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Files with the public keys of those whose signed tasks it runs.</summary>
    public IReadOnlyList<string> Signers { get; init; } = [];

    /// <summary>The commands that it offers, a line for each of their values.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>Whether it takes tasks into which somebody types.</summary>
    public bool Shell { get; init; } = true;

    /// <summary>Certificates (PEM) of the authority to trust instead of the host's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Allows http:// to another host.</summary>
    public bool InsecureHttp { get; init; }

    /// <summary>Least level that is logged.</summary>
    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;

    /// <summary>A file for the log, beside the console.</summary>
    public string? LogFile { get; init; }

    /// <summary>When it has so many bytes, the next file is begun.</summary>
    public long LogFileBytes { get; init; } = 10L << 20;

    /// <summary>How many files of the log there are at most, the one that is written among them.</summary>
    public int LogFiles { get; init; } = 5;

    /// <summary>After so many days a file of the log goes; 0: by number alone.</summary>
    public int LogDays { get; init; }

    /// <summary>Each event of the log is a JSON object, not a line for people.</summary>
    public bool LogsJson { get; init; }

    /// <summary>The gateways of a list that is separated by commas.</summary>
    /// <exception cref="AgentStartException">An address is none, or not safe to use.</exception>
    public IReadOnlyList<GatewayOptions> Gateways(string servers) =>
        GatewayProblem(servers) is { } problem ? throw new AgentStartException(problem) : [.. Addresses(servers).Select(server => Gateway(new Uri(server)))];

    /// <summary>Why that list is none that the agent connects to, as a sentence; null if it is one.</summary>
    public string? GatewayProblem(string servers)
    {
        var addresses = Addresses(servers).ToList();
        return addresses.Count switch
        {
            0 => "Say which gateway with --server.",
            > MostGateways => $"There are {addresses.Count} gateways; the limit is {MostGateways}.",
            _ => addresses.Select(Problem).FirstOrDefault(problem => problem is not null),
        };
    }

    private string? Problem(string server) => Uri.TryCreate(server, UriKind.Absolute, out var address)
        ? Gateway(address).Problem()
        : $"'{server}' is no address. Give --server as https://host[:port].";

    private GatewayOptions Gateway(Uri address) => new() { Server = address, CaFile = CaFile, InsecureHttp = InsecureHttp };

    private static IEnumerable<string> Addresses(string servers) =>
        servers.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal);
}
