namespace OrleansOps;

/// <summary>Where everything is kept.</summary>
internal enum StoreKind
{
    Redis,

    /// <summary>In this process, and gone with it: for tests.</summary>
    Memory,
}
