namespace OrleansOps.Secrets;

/// <summary>What became of a secret that was to be stored.</summary>
[GenerateSerializer, Alias("ops.SecretPutStatus")]
public enum SecretPutStatus
{
    Created = 0,

    Changed = 1,

    /// <summary>It is new and lacks its value; nothing was stored.</summary>
    NeedsValue = 2,

    /// <summary>It is new and does not say which hosts may use it; nothing was stored.</summary>
    NeedsHosts = 3,

    /// <summary>There are as many as are kept; nothing was stored.</summary>
    Full = 4,
}
