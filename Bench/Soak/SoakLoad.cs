namespace OrleansOps.Bench;

/// <summary>Submits tasks as a stubborn client does: until the server has acknowledged each, through whatever happens to it.</summary>
/// <param name="probes">Whose clients it shares, one for each gateway; what it had to wait for is noted there, too.</param>
/// <param name="tasks">What it submits.</param>
/// <param name="ledger">Where it notes that.</param>
/// <param name="random">Decides what goes where, and when.</param>
internal sealed class SoakLoad(Probes probes, SoakTasks tasks, RunLedger ledger, Random random)
{
    /// <summary>More tasks than this are never under way: the machine is to be tested, not drowned.</summary>
    private const int MostOpen = 40;

    private const int RepeatedIn = 20;

    /// <summary>Submits until the end, then waits for its last acknowledgements and cancellations.</summary>
    public async Task Run(CancellationToken end, CancellationToken abort)
    {
        var underWay = new List<Task>();
        while (!end.IsCancellationRequested)
        {
            underWay.RemoveAll(task => task.IsCompletedSuccessfully);
            if (ledger.NotSeen.Count() < MostOpen)
            {
                underWay.Add(Follow(tasks.Next(), Anyone(), random.Next(RepeatedIn) == 0 ? Anyone() : null, Anyone(), abort));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 500)), TimeProvider.System, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(underWay);
    }

    private StubbornClient Anyone() => probes.Clients[random.Next(probes.Clients.Count)];

    private async Task Follow(SoakTask task, StubbornClient first, StubbornClient? again, StubbornClient last, CancellationToken abort)
    {
        var id = task.Expected.Id;
        ledger.Submitting(task.Expected);
        await first.Submit(id, task.Body, abort);
        ledger.Acknowledge(task.Expected);
        if (again is not null)
        {
            await again.Submit(id, task.Body, abort);
        }

        if (task.CancelAfter is { } after)
        {
            await Task.Delay(after, TimeProvider.System, abort);
            await last.Cancel(id, abort);
        }
    }
}
