using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

public sealed class WhenATaskIsFollowed(RunningWorld running) : IClassFixture<RunningWorld>
{
    private const int Runs = 200;
    private const int AtOnce = 4;

    /// <summary>
    /// A follower that is not told asks again when its question has waited for 5 s without news (LongPolls.LongestPatience): that one must fail. One that
    /// is told needs some milliseconds.
    /// </summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2.5);

    private OpsWorld World => running.World;

    [Fact]
    public async Task ItsEndComesWithTheEndWhateverItsStreamsDo()
    {
        var ids = Enumerable.Range(1, Runs).Select(i => string.Create(CultureInfo.InvariantCulture, $"both-{i}"));

        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, _) =>
        {
            await World.Api.Submit(id, new { agent = "host-1", kind = "shell", script = "echo out; echo err >&2" });
            var printed = await Follow(id);
            Assert.Equal(["err\n", "out\n"], printed.Order(StringComparer.Ordinal));
        });
    }

    /// <summary>Every record that a follower is shown, up to the end, which has to come soon after word that the task is over.</summary>
    private async Task<List<string>> Follow(string id)
    {
        using var reply = await World.Api.Http.GetAsync($"/api/v1/tasks/{id}/log/follow", HttpCompletionOption.ResponseHeadersRead).Within($"{id} is followed");
        using var patience = new CancellationTokenSource();
        await using var events = SseParser.Create(await reply.Content.ReadAsStreamAsync()).EnumerateAsync(patience.Token).GetAsyncEnumerator();
        var printed = new List<string>();
        var isOver = false;
        while (await Next(events, id, isOver, patience))
        {
            var data = JsonNode.Parse(events.Current.Data)!;
            switch (events.Current.EventType)
            {
                case "end":
                    Assert.True(data["log"]!["complete"]!.GetValue<bool>(), $"the end of {id} came without its whole log: {data}");
                    return printed;
                case "log":
                    printed.AddRange(data["records"]!.AsArray().Select(record => record!["text"]!.GetValue<string>()));
                    break;
                default:
                    isOver |= data["terminal"]!.GetValue<bool>();
                    break;
            }
        }

        throw new InvalidOperationException($"The events of {id} ended before 'end', after: {string.Concat(printed)}");
    }

    private static async Task<bool> Next(IAsyncEnumerator<SseItem<string>> events, string id, bool isOver, CancellationTokenSource patience)
    {
        patience.CancelAfter(isOver ? Soon : Eventually.Limit);
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException(isOver ? $"Task {id} is over, and its follower was not told so within {Soon.TotalSeconds} s." : $"Nothing was heard of task {id}.", late);
        }
    }
}
