using System.ComponentModel.DataAnnotations;
using OrleansOps.Lifetime;
using Serilog.Events;

namespace OrleansOps.Hosting;

/// <summary>The gateway as a program.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>Folder for what the gateway writes: the first admin token, a key for secrets. Default: "data" below the working directory.</summary>
    [Required, MinLength(1)]
    public string DataDir { get; set; } = "data";

    /// <summary>
    /// File with the keys for secrets and states, each 32 bytes as base64, one a line: the first seals, all open. The same for all gateways of an installation. Default:
    /// secrets-key in DataDir, made if it is not there.
    /// </summary>
    public string? SecretsKeyFile { get; set; }

    /// <summary>The keys themselves, with commas between, for an environment that keeps them: instead of the file. Default: none.</summary>
    public string? SecretsKey { get; set; }

    /// <summary>
    /// Addresses and networks, with commas between, of the proxies in front of it: what they say in X-Forwarded-For and X-Forwarded-Proto is
    /// believed. Default: none.
    /// </summary>
    public string Proxies { get; set; } = "";

    /// <summary>
    /// Path of a Unix socket to speak HTTP at, for a proxy on this machine: its owner and group may connect, and what the proxy says in X-Forwarded-For and
    /// X-Forwarded-Proto is believed. Then no port is opened unless Urls names one. Default: none.
    /// </summary>
    [RegularExpression("/.{1,100}", ErrorMessage = "Gateway:Socket must be an absolute path of at most 101 characters.")]
    public string? Socket { get; set; }

    /// <summary>
    /// Folder of the agent's programs that hosts are given when they join: linux-x64/ops-agent and linux-arm64/ops-agent in it, the same at all gateways of an
    /// installation. Default: none, and hosts must have theirs from elsewhere.
    /// </summary>
    [StringLength(4_096)]
    public string? AgentPackages { get; set; }

    /// <summary>Address of a trace, with {traceId} in it: the console and opsctl show it with each task. Default: none.</summary>
    [StringLength(1_000)]
    public string? TraceLink { get; set; }

    /// <summary>What is written to the log: Verbose, Debug, Information, Warning or Error. Default: Information.</summary>
    public LogEventLevel LogLevel { get; set; } = LogEventLevel.Information;

    /// <summary>How it is written: Text, or Json for programs that collect logs. Default: Text.</summary>
    public LogFormat LogFormat { get; set; }

    /// <summary>Whether each request is written to the log: who, from where, what, how it was answered and how long it took. Default: no.</summary>
    public bool LogRequests { get; set; }
}
