using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Terraform;

/// <summary>How much is kept of Terraform's states and runs, and how runs take turns.</summary>
public sealed class TerraformOptions
{
    public const string Section = "Terraform";

    /// <summary>How many workspaces are kept. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int MostWorkspaces { get; set; } = 1_000;

    /// <summary>How many versions of a workspace's state are kept; the oldest goes first. Default: 20.</summary>
    [Range(1, 500)]
    public int KeptVersions { get; set; } = 20;

    /// <summary>Bytes that the versions of one workspace may take in the store, compressed and sealed; the oldest goes first, the newest always stays. Default: 256 MiB.</summary>
    [Range(1L << 20, 1L << 40)]
    public long KeptBytes { get; set; } = 256L << 20;

    /// <summary>How many runs of a workspace that are over are kept; the oldest goes first. Default: 50.</summary>
    [Range(1, 1_000)]
    public int KeptRuns { get; set; } = 50;

    /// <summary>How many runs of a workspace may be open at once. Default: 20.</summary>
    [Range(1, 100)]
    public int OpenRuns { get; set; } = 20;

    /// <summary>How many runs of a workspace plan at once. Default: 4.</summary>
    [Range(1, 100)]
    public int PlansAtOnce { get; set; } = 4;

    /// <summary>How long a plan waits to be confirmed. Default: 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan ConfirmWithin { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often a workspace with open runs asks how their tasks stand. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Tick { get; set; } = TimeSpan.FromSeconds(1);
}
