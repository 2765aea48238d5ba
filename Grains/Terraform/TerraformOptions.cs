using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Terraform;

/// <summary>How much is kept of Terraform's states.</summary>
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
}
