namespace OrleansOps.Tests.Support;

/// <summary>How an installation is started.</summary>
public sealed record InstallationShape
{
    /// <summary>Where everything lies. Null: a directory of its own, which goes with it.</summary>
    public string? Folder { get; init; }

    /// <summary>When Redis writes to disk: everysec or always.</summary>
    public string Fsync { get; init; } = "everysec";

    /// <summary>Processes that host grains and nothing else. None: every gateway has a silo inside.</summary>
    public int Silos { get; init; }

    public int Gateways { get; init; } = 1;

    /// <summary>Where the silos live, if not on loopback. It is the caller's.</summary>
    public SiloNetwork? Network { get; init; }

    /// <summary>Settings of the control plane, as environment variables; each goes to the processes that know it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
