namespace OrleansOps.Cli;

/// <summary>Lets one at a time write to the terminal: a question there holds back the log until it is answered.</summary>
internal sealed class Pause : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<IDisposable> Enter(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
