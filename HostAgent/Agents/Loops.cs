namespace OrleansOps.HostAgent.Agents;

internal static class Loops
{
    /// <summary>Runs every loop until the first one ends, then stops the rest and waits for them.</summary>
    public static async Task RunUntilFirstEnds(IEnumerable<Func<CancellationToken, Task>> loops, CancellationToken stopping)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var running = loops.Select(loop => loop(all.Token)).ToList();

        var first = await Task.WhenAny(running);
        await all.CancelAsync();
        foreach (var loop in running)
        {
            await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await first;   // rethrow what ended us, if it failed
    }
}
