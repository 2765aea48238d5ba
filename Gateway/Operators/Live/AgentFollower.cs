using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansOps.Http;
using OrleansOps.Operators.Streams;

namespace OrleansOps.Operators.Live;

/// <summary>Follows the fleet for one reader: all agents first, then those that change, each a few times a second at most.</summary>
internal sealed class AgentFollower(FleetFeed feed, IOptions<LogFollowOptions> options, TimeProvider time)
{
    private const int GroupOf = 500;

    /// <summary>However often an agent changes in this time, it is sent once.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(500);

    public async Task Follow(EventStream events, CancellationToken cancel)
    {
        using var seat = feed.Join();
        while (true)
        {
            await feed.Ready.WaitAsync(cancel);
            var from = feed.Log.LostTo;
            from = await SendAll(events, from, isFirst: true);
            events.Add("synced", "{}"u8);
            await events.Flush();
            await SendChanges(events, from, cancel);
            events.Add("reset", "{}"u8);
            await events.Flush();
        }
    }

    /// <summary>Returns when this gateway has lost its place and all must be sent again.</summary>
    private async Task SendChanges(EventStream events, long from, CancellationToken cancel)
    {
        while (feed.Log.LostTo <= from)
        {
            from = await SendAll(events, from, isFirst: false);
            await WaitForNews(events, from, cancel);
            await Task.Delay(Gather, time, cancel);
        }
    }

    private async Task<long> SendAll(EventStream events, long from, bool isFirst)
    {
        while (feed.Log.After(from, GroupOf) is { Count: > 0 } changes)
        {
            foreach (var change in changes)
            {
                if (change.View is not null)
                {
                    events.Add("agent", feed.Log.Written(change));
                }
                else if (!isFirst)
                {
                    events.Add("gone", JsonSerializer.SerializeToUtf8Bytes(new Api.Gone(change.Id), WebJson.Context.Gone));
                }
            }

            await events.Flush();   // a reader that is slow makes us wait here, and finds newer views afterwards
            from = changes[^1].Number;
        }

        return from;
    }

    private async Task WaitForNews(EventStream events, long from, CancellationToken cancel)
    {
        var news = feed.Log.WaitAfter(from);
        while (!news.IsCompleted)
        {
            await Task.WhenAny(news, Task.Delay(options.Value.KeepAlive, time, cancel));
            cancel.ThrowIfCancellationRequested();
            if (!news.IsCompleted)
            {
                await events.KeepAlive();
            }
        }
    }
}
