using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Hosting;

/// <summary>Which cluster a process belongs to. Every silo and every gateway of an installation has the same names.</summary>
internal sealed class ClusterNames
{
    public const string Section = "Cluster";

    /// <summary>Names the stored data; it stays the same for the life of the installation. Default: "ops".</summary>
    [Required, RegularExpression("^[A-Za-z0-9_-]{1,64}$", ErrorMessage = "Cluster:ServiceId must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -.")]
    public string ServiceId { get; set; } = "ops";

    /// <summary>Names the silos that work together. Default: "ops".</summary>
    [Required, RegularExpression("^[A-Za-z0-9_-]{1,64}$", ErrorMessage = "Cluster:ClusterId must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -.")]
    public string ClusterId { get; set; } = "ops";
}
