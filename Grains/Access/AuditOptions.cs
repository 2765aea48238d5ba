using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Access;

/// <summary>The trail of what was changed.</summary>
public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>About how many events are kept of tasks, and as many of everything else; about 300 bytes each. Default: 100,000.</summary>
    [Range(100, 10_000_000)]
    public int Entries { get; set; } = 100_000;
}
