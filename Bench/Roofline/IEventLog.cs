namespace OrleansOps.Roofline;

/// <summary>Redis, as far as the roofline needs it.</summary>
internal interface IEventLog : IAsyncDisposable
{
    /// <summary>One XADD for each entry, all under way at once. Returns when the last one is answered.</summary>
    Task Add(string stream, IReadOnlyList<ReadOnlyMemory<byte>> entries);
}
