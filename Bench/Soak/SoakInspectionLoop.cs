using System.Net.Sockets;

namespace OrleansOps.Bench;

/// <summary>
/// Looks at each task in the store once it is over and its log is whole: the store forgets finished tasks after their retention, also during a
/// run. Nothing is judged here.
/// </summary>
internal sealed class SoakInspectionLoop(RedisRig redis, RunLedger ledger)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    public async Task Run(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await Look();
            }
            catch (Exception away) when (away is SocketException or IOException or RespException)
            {
                // Redis is what is broken at the moment: looked at again in the next round.
            }

            await Task.Delay(Pace, TimeProvider.System, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Look()
    {
        await using var connection = await RespConnection.Open(redis.Port);
        foreach (var (id, task) in await new StoreReader(connection).Tasks(ledger.NotSeen.ToList()))
        {
            if (task.IsTerminal && HasItsWholeLog(task))
            {
                ledger.See(id, task);
            }
        }
    }

    private static bool HasItsWholeLog(TaskEvidence task) =>
        task.ReportedBytes is not { } reported || reported == (task.Log.Stdout(task.Attempt).Bytes, task.Log.Stderr(task.Attempt).Bytes);
}
