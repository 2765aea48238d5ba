using System.ComponentModel.DataAnnotations;

namespace OrleansOps;

/// <summary>Which cluster this silo belongs to.</summary>
public sealed class ClusterNames
{
    public const string Section = "Cluster";

    /// <summary>Names the stored data; it stays the same for the life of the installation. Default: "ops".</summary>
    [Required, RegularExpression("^[A-Za-z0-9_-]{1,64}$", ErrorMessage = "Cluster:ServiceId must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -.")]
    public string ServiceId { get; set; } = "ops";

    /// <summary>Names the silos that work together. Default: "ops".</summary>
    [Required, RegularExpression("^[A-Za-z0-9_-]{1,64}$", ErrorMessage = "Cluster:ClusterId must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -.")]
    public string ClusterId { get; set; } = "ops";

    /// <summary>Port for other silos (Orleans only). Default: 11111.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Port for cluster clients (Orleans only). Default: 30000.</summary>
    [Range(1, 65535)]
    public int GatewayPort { get; set; } = 30_000;
}
