using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansOps.Http;
using OrleansOps.Operators.Streams;
using OrleansOps.Operators.Tasks;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Live;

/// <summary>Follows the tasks of one query for one reader: those that change, and how many are in which phase.</summary>
internal sealed class TaskFollower(IGrainFactory grains, TaskFeed feed, WaitingReasons waiting, IOptions<LogFollowOptions> options, TimeProvider time)
{
    private const int GroupOf = 500;

    /// <summary>However often a task changes in this time, it is sent once.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(1);

    public async Task Follow(EventStream events, TaskQuery query, CancellationToken cancel)
    {
        using var seat = feed.Join();
        while (true)
        {
            await feed.Ready.WaitAsync(cancel);
            var from = feed.Log.Newest;   // before the count: a change in between is counted twice, which is once
            var counts = await PhaseCounts.Read(grains, query);
            await SendChanges(events, query, counts, from, cancel);
            events.Add("reset", "{}"u8);
            await events.Flush();
        }
    }

    /// <summary>Returns when changes were lost, or the reader has fallen behind what is kept.</summary>
    private async Task SendChanges(EventStream events, TaskQuery query, PhaseCounts counts, long from, CancellationToken cancel)
    {
        Api.TaskCounts? told = null;
        var toldAt = 0L;
        while (feed.Log.LostTo <= from)
        {
            if (counts.IsFull)
            {
                counts = await PhaseCounts.Read(grains, query);   // what it has of the changes that follow is counted once: it goes by the tasks' ids
            }

            var changes = feed.Log.After(from, GroupOf);
            if (changes.Count > 0)
            {
                from = changes[^1].Number;
                SendGone(events, changes.Where(change => change.View is null).Select(change => change.Id), counts);
                await SendTasks(events, [.. changes.Select(change => change.View).OfType<TaskSummary>().Where(query.MatchesInSomePhase)], counts);
            }

            var isDue = told is null || time.GetElapsedTime(toldAt) >= CountEvery;
            if (isDue && counts.Show() is var now && now != told)
            {
                (told, toldAt) = (now, time.GetTimestamp());
                events.Add("counts", JsonSerializer.SerializeToUtf8Bytes(now, WebJson.Context.TaskCounts));
                await events.Flush();
            }

            if (changes.Count < GroupOf)
            {
                await Pause(events, from, isCountOwed: !isDue && counts.Show() != told, cancel);
            }
        }
    }

    /// <summary>Whoever it was shown to takes it out; what it was is not known any more.</summary>
    private static void SendGone(EventStream events, IEnumerable<string> taskIds, PhaseCounts counts)
    {
        foreach (var id in taskIds)
        {
            counts.Gone(id);
            events.Add("gone", JsonSerializer.SerializeToUtf8Bytes(new Api.Gone(id), WebJson.Context.Gone));
        }
    }

    private async Task SendTasks(EventStream events, TaskSummary[] tasks, PhaseCounts counts)
    {
        foreach (var task in tasks)
        {
            counts.Changed(task);
        }

        foreach (var task in await waiting.Show(tasks))
        {
            events.Add("task", JsonSerializer.SerializeToUtf8Bytes(task, WebJson.Context.TaskSummary));
        }

        await events.Flush();
    }

    private async Task Pause(EventStream events, long from, bool isCountOwed, CancellationToken cancel)
    {
        await Task.Delay(Gather, time, cancel);
        if (isCountOwed)
        {
            return;
        }

        var news = feed.Log.WaitAfter(from);
        await Task.WhenAny(news, Task.Delay(options.Value.KeepAlive, time, cancel));
        cancel.ThrowIfCancellationRequested();
        if (events.Silence >= options.Value.KeepAlive)
        {
            await events.KeepAlive();
        }
    }
}
