namespace OrleansOps.Cli.Tests;

/// <summary>Waits for what another process brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(10);

    /// <param name="condition">What is to become true.</param>
    /// <param name="expected">Said if it does not.</param>
    /// <param name="meanwhile">Done before each look.</param>
    public static async Task Is(Func<bool> condition, string expected, Action? meanwhile = null)
    {
        using var timer = new PeriodicTimer(Often);
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (!condition())
            {
                meanwhile?.Invoke();
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException over)
        {
            throw new TimeoutException($"Expected within {Limit}: {expected}", over);
        }
    }
}
