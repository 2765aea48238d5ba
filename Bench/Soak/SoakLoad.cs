using System.Net;
using System.Net.Http.Json;

namespace OrleansOps.Bench;

/// <summary>Submits tasks as a stubborn client does: until the server has acknowledged each, through whatever happens to it.</summary>
internal sealed class SoakLoad(HttpClient http, SoakTasks tasks, RunLedger ledger, Random random)
{
    /// <summary>More tasks than this are never under way: the machine is to be tested, not drowned.</summary>
    private const int MostOpen = 40;

    private const int RepeatedIn = 20;
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Submits until the end, then waits for its last acknowledgements and cancellations.</summary>
    public async Task Run(CancellationToken end, CancellationToken abort)
    {
        var underWay = new List<Task>();
        while (!end.IsCancellationRequested)
        {
            underWay.RemoveAll(task => task.IsCompletedSuccessfully);
            if (ledger.NotSeen.Count() < MostOpen)
            {
                underWay.Add(Follow(tasks.Next(), isRepeated: random.Next(RepeatedIn) == 0, abort));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 500)), TimeProvider.System, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(underWay);
    }

    private async Task Follow(SoakTask task, bool isRepeated, CancellationToken abort)
    {
        ledger.Submitting(task.Expected);
        await Submit(task, abort);
        ledger.Acknowledge(task.Expected);
        if (isRepeated)
        {
            await Submit(task, abort);
        }

        if (task.CancelAfter is { } after)
        {
            await Task.Delay(after, TimeProvider.System, abort);
            await Until(HttpMethod.Post, $"/api/v1/tasks/{task.Expected.Id}/cancel", new { }, [HttpStatusCode.OK, HttpStatusCode.Accepted], abort);
        }
    }

    private Task Submit(SoakTask task, CancellationToken abort) =>
        Until(HttpMethod.Put, $"/api/v1/tasks/{task.Expected.Id}", task.Body, [HttpStatusCode.OK, HttpStatusCode.Created], abort);

    // 5xx and a lost connection mean: ask again. Any other answer is one that the server should not give.
    private async Task Until(HttpMethod method, string path, object body, HttpStatusCode[] good, CancellationToken abort)
    {
        while (true)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(abort);
                limit.CancelAfter(Patience);
                using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
                using var reply = await http.SendAsync(request, limit.Token);
                if (good.Contains(reply.StatusCode))
                {
                    return;
                }

                if ((int)reply.StatusCode < 500)
                {
                    ledger.Complain($"{method} {path} was answered with {(int)reply.StatusCode}: {await reply.Content.ReadAsStringAsync(limit.Token)}");
                    return;
                }
            }
            catch (Exception away) when (away is HttpRequestException or IOException or OperationCanceledException && !abort.IsCancellationRequested)
            {
                // Killed, stopped or cut off: that is what this is about.
            }

            await Task.Delay(AskAgain, TimeProvider.System, abort);
        }
    }
}
