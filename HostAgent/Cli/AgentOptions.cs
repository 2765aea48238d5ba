using System.Globalization;
using Microsoft.Extensions.Configuration;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;
using Serilog.Events;

namespace OrleansOps.HostAgent.Cli;

/// <summary>What the agent is told at its start: on the command line, else by environment variables OPS_AGENT_*, else in a JSON file.</summary>
internal sealed record AgentOptions
{
    private const string EnvPrefix = "OPS_AGENT_";

    private const long MostKeptFree = 1L << 50;

    private static readonly string[] Names = ["server", "data", "slots", "cgroup", "keep_free", "ca_file", "insecure_http", "log_level", "log_file"];

    /// <summary>Addresses of the gateways, separated by commas; null takes those that it enrolled with.</summary>
    public string? Server { get; init; }

    /// <summary>Its own directory.</summary>
    public string Data { get; init; } = DataDirectory.Default;

    /// <summary>How many tasks run at once, 1 to 1,000. Default: 5.</summary>
    public int Slots { get; init; } = 5;

    /// <summary>Directory of control groups that tasks with limits get theirs in; "own": above the agent's own; null: none.</summary>
    public string? ControlGroups { get; init; }

    /// <summary>Bytes of a disk that files which are put there leave free. Default: 256 MiB.</summary>
    public long KeepFreeBytes { get; init; } = 256L << 20;

    /// <summary>Certificates (PEM) of the authority to trust instead of the host's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Allows http:// to another host.</summary>
    public bool InsecureHttp { get; init; }

    /// <summary>Least level that is logged. Default: Information.</summary>
    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;

    /// <summary>A file for the log, beside the console: 10 MB each, 5 are kept.</summary>
    public string? LogFile { get; init; }

    /// <summary>Reads the file and the environment.</summary>
    /// <exception cref="AgentStartException">Something in them is wrong.</exception>
    public static AgentOptions Load(string? file)
    {
        var configuration = Read(file);
        var defaults = new AgentOptions();
        return new AgentOptions
        {
            Server = Servers(configuration),
            Data = configuration["data"] ?? defaults.Data,
            Slots = Parse(configuration, "slots", defaults.Slots, text => int.Parse(text, CultureInfo.InvariantCulture)),
            ControlGroups = configuration["cgroup"],
            KeepFreeBytes = Parse(configuration, "keep_free", defaults.KeepFreeBytes, text => long.Parse(text, CultureInfo.InvariantCulture)),
            CaFile = configuration["ca_file"],
            InsecureHttp = Parse(configuration, "insecure_http", defaults.InsecureHttp, bool.Parse),
            LogLevel = Parse(configuration, "log_level", defaults.LogLevel, Enum.Parse<LogEventLevel>),
            LogFile = configuration["log_file"],
        };
    }

    /// <summary>The same, after a look at what does not fit.</summary>
    /// <exception cref="AgentStartException">Something is out of its range.</exception>
    public AgentOptions Checked() => this switch
    {
        { Slots: < 1 or > Limits.Slots } => throw new AgentStartException($"slots is {Slots}; it must be 1 to {Limits.Slots}."),
        { KeepFreeBytes: < 0 or > MostKeptFree } => throw new AgentStartException($"keep_free is {KeepFreeBytes}; it must be 0 to {MostKeptFree} bytes."),
        _ => this,
    };

    /// <summary>The gateways of a list that is separated by commas.</summary>
    /// <exception cref="AgentStartException">An address is none, or not safe to use.</exception>
    public IReadOnlyList<GatewayOptions> Gateways(string servers)
    {
        var all = servers.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Select(Gateway).ToList();
        return all.Count > 0 ? all : throw new AgentStartException("Say which gateway with --server.");
    }

    private GatewayOptions Gateway(string server)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address))
        {
            throw new AgentStartException($"'{server}' is no address. Give --server as https://host[:port].");
        }

        var gateway = new GatewayOptions { Server = address, CaFile = CaFile, InsecureHttp = InsecureHttp };
        return gateway.Problem() is { } problem ? throw new AgentStartException(problem) : gateway;
    }

    /// <summary>A text, or in the file a list of texts.</summary>
    private static string? Servers(IConfigurationRoot configuration)
    {
        var server = configuration.GetSection("server");
        return server.Value ?? (server.GetChildren().Select(child => child.Value).ToList() is { Count: > 0 } list ? string.Join(',', list) : null);
    }

    private static IConfigurationRoot Read(string? file)
    {
        try
        {
            var builder = new ConfigurationBuilder();
            if (file is not null)
            {
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
                CheckNames(builder.Build(), file);
            }

            // Unknown variables are none of our business: Kubernetes makes some that begin like ours for a service called ops-agent.

            return builder.AddEnvironmentVariables(EnvPrefix).Build();
        }
        catch (Exception failed) when (failed is IOException or InvalidDataException or FormatException)
        {
            throw new AgentStartException($"The settings in '{file}' cannot be read: {failed.Message}", failed);
        }
    }

    private static void CheckNames(IConfigurationRoot configuration, string file)
    {
        var keys = configuration.GetChildren().Select(child => child.Key);
        foreach (var unknown in keys.Except(Names, StringComparer.OrdinalIgnoreCase))
        {
            throw new AgentStartException($"'{unknown}' in '{file}' is not a setting of the agent. Settings are: {string.Join(", ", Names)}.");
        }
    }

    private static T Parse<T>(IConfiguration configuration, string name, T fallback, Func<string, T> parse)
    {
        var text = configuration[name];
        try
        {
            return string.IsNullOrEmpty(text) ? fallback : parse(text);
        }
        catch (Exception failed) when (failed is FormatException or OverflowException or ArgumentException)
        {
            throw new AgentStartException($"The setting '{name}' cannot be '{text}'.", failed);
        }
    }
}
