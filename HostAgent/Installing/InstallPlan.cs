namespace OrleansOps.HostAgent.Installing;

/// <summary>What is put where.</summary>
/// <param name="Root">The directory that stands for / of the host; "/" is the host itself.</param>
/// <param name="User">The user that the agent runs as, made if he is not there; null: root.</param>
internal sealed record InstallPlan(string Root, string? User)
{
    public const string Program = "/usr/local/bin/ops-agent";
    public const string Settings = "/etc/ops-agent/config.yaml";
    public const string Environment = "/etc/ops-agent/environment";
    public const string SettingsFolder = "/etc/ops-agent";
    public const string Data = "/var/lib/ops-agent";
    public const string Unit = "/etc/systemd/system/ops-agent.service";
    public const string UnitName = "ops-agent.service";

    /// <summary>How systemd knows that the unit is started with the host.</summary>
    public const string Wanted = "/etc/systemd/system/multi-user.target.wants/ops-agent.service";

    /// <summary>What was put where, for who takes it away.</summary>
    public const string Manifest = "/etc/ops-agent/.installed.json";

    public bool IsThisHost => Root == "/";

    /// <summary>Where that path of the host is.</summary>
    public string At(string path) => Path.Join(Root, path);
}
