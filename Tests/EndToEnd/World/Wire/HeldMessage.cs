namespace OrleansOps.EndToEnd;

/// <summary>The next message of a kind. The proxy holds it, and what comes behind it, until the test says what becomes of it.</summary>
internal sealed class HeldMessage(string name, Func<WireMessage, bool> fits)
{
    private readonly TaskCompletionSource<WireMessage> _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Passage> _verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Fits(WireMessage message) => string.Equals(message.Name, name, StringComparison.Ordinal) && fits(message);

    /// <summary>Waits until it is at the proxy.</summary>
    public async Task<WireMessage> Arrived(TimeSpan? within = null)
    {
        var limit = within ?? Eventually.Limit;
        try
        {
            return await _arrived.Task.WaitAsync(limit, TimeProvider.System);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Expected within {limit.TotalSeconds} s: a message '{name}' at the proxy.", late);
        }
    }

    /// <summary>Lets it go, or not. Returns when that is done.</summary>
    public Task Continue(Passage passage)
    {
        Decide(passage);
        return _passed.Task;
    }

    /// <summary>Says what becomes of it whenever it comes.</summary>
    public void Decide(Passage passage) => _verdict.TrySetResult(passage);

    /// <summary>The proxy has it: what shall become of it?</summary>
    public Task<Passage> Ask(WireMessage message)
    {
        _arrived.TrySetResult(message);
        return _verdict.Task;
    }

    public void Passed() => _passed.TrySetResult();
}
