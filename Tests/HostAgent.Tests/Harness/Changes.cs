namespace OrleansOps.AgentTests;

/// <summary>Lets a test wait for a state and be woken by each change, with a limit whose message says what was there instead.</summary>
internal sealed class Changes
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private TaskCompletionSource _next = New();

    public void Pulse() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    public async Task Until(Func<bool> reached, string expected, Func<string> actual)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (reached())
            {
                return;
            }

            try
            {
                // Some states change without a pulse: look again now and then.
                await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token));
                limit.Token.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Expected {expected} within {Limit}, but there was: {actual()}");
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
