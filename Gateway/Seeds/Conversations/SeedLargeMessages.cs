namespace OrleansOps.Seeds.Conversations;

/// <summary>
/// Few messages are larger than 1 MiB, and few of those are read at once, however many agents send one: what they take of memory together has a bound.
/// </summary>
internal sealed class SeedLargeMessages : IDisposable
{
    /// <summary>A message of more bytes is a large one.</summary>
    public const int From = 1024 * 1024;

    private const int AtOnce = 8;

    /// <summary>For the whole of one: who sends it byte by byte is not to hold a place.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);

    public Task Enter(CancellationToken cancel) => _places.WaitAsync(cancel);

    public void Leave() => _places.Release();

    public void Dispose() => _places.Dispose();
}
