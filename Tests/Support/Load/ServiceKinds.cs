namespace OrleansOps.Tests.Support;

/// <summary>What is wanted of a gateway all day.</summary>
public static class ServiceKinds
{
    public const string Submit = "submit";
    public const string Read = "read";
    public const string Ready = "ready";
    public const string Live = "live";
}
