namespace OrleansOps.Cli;

/// <summary>Ends a transfer that stands still. A whole one may take as long as it likes.</summary>
internal sealed class Stall : IDisposable
{
    /// <summary>For the gateway's disk too: it answers the last byte when all is on it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _source;

    public Stall(CancellationToken cancel)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Moved();
    }

    public CancellationToken Token => _source.Token;

    public void Moved() => _source.CancelAfter(Limit);

    public void Dispose() => _source.Dispose();
}
