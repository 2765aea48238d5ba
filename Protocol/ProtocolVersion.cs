namespace OrleansOps.Protocol;

/// <summary>The version of the native agent protocol. Raised only when an old peer could misunderstand a new one.</summary>
public static class ProtocolVersion
{
    public const int Current = 1;

    /// <summary>Path of the hub on the gateway.</summary>
    public const string HubPath = "/hubs/agent";
}
