using OrleansOps.Tasks;

namespace OrleansOps.Operators.Live;

/// <summary>Tasks that changed lately, while somebody follows them here.</summary>
internal sealed class TaskFeed(IGrainFactory grains, TimeProvider time, ILogger<TaskFeed> logger) : Feed(time, logger)
{
    private const int MostTasks = 20_000;

    public ChangeLog<TaskSummary> Log { get; } = new(type: null, MostTasks);

    private ITaskIndexGrain Index => grains.GetGrain<ITaskIndexGrain>(0);

    protected override async Task<string> Begin()
    {
        var page = await Index.Changes(cursor: null);
        Log.Lose();   // whoever followed before an interruption has missed something
        return page.Cursor;
    }

    protected override async Task<string?> Take(string cursor)
    {
        var page = await Index.Changes(cursor);
        if (!page.IsWhole)
        {
            Log.Lose();
        }

        foreach (var task in page.Tasks)
        {
            Log.Set(task.Id, task);
        }

        foreach (var id in page.Gone)
        {
            Log.Set(id, view: null);
        }

        if (!page.IsWhole || page.Tasks.Count + page.Gone.Count > 0)
        {
            Log.Announce();
        }

        return page.Cursor;
    }

    /// <summary>There is nothing to compare with: followers read the lists themselves.</summary>
    protected override Task Compare() => Task.CompletedTask;

    protected override void Forget()
    {
        Log.Clear();
        Log.Announce();
    }
}
