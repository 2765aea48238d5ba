using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Operators.Terraform;

/// <summary>What the gateway takes of Terraform's states.</summary>
internal sealed class StateOptions
{
    public const string Section = "Gateway:Terraform";

    /// <summary>Bytes of one state at most. Default: 64 MiB.</summary>
    [Range(1L << 10, 512L << 20)]
    public long LargestBytes { get; set; } = 64L << 20;
}
