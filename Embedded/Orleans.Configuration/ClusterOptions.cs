namespace Orleans.Configuration;

/// <summary>What the silo belongs to.</summary>
public class ClusterOptions
{
    /// <summary>The cluster's name. Default: "default".</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>The service's name; it stays the same over deployments, and stored data is found by it. Default: "default".</summary>
    public string ServiceId { get; set; } = "default";
}
