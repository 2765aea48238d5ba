using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Operators.Terraform;

/// <summary>What the gateway takes of Terraform's states and plans, and how hosts that run it find the gateway.</summary>
internal sealed class StateOptions
{
    public const string Section = "Gateway:Terraform";

    /// <summary>Bytes of one state at most, and of what is kept of one plan. Default: 64 MiB.</summary>
    [Range(1L << 10, 512L << 20)]
    public long LargestBytes { get; set; } = 64L << 20;

    /// <summary>Address at which hosts reach a gateway, such as https://ops.example.org. Default: the one at which the run was submitted.</summary>
    [StringLength(1_000), Url]
    public string? Address { get; set; }

    /// <summary>File with the certificates (PEM) by which hosts trust that address, where they do not trust it by themselves; at most 32 KiB. Default: none.</summary>
    [StringLength(4_096)]
    public string? CaFile { get; set; }
}
