using System.Runtime.InteropServices;

namespace OrleansOps.Tasks;

/// <summary>How many tasks of a query are in which phase. Knows each of them, so that a change is counted without looking at all again.</summary>
internal sealed class PhaseCounts(TaskQuery query)
{
    /// <summary>Tasks looked at, the newest first.</summary>
    private const int MostTasks = 10_000;

    private readonly Dictionary<string, TaskPhase> _phases = new(StringComparer.Ordinal);
    private readonly int[] _counts = new int[Enum.GetValues<TaskPhase>().Length];
    private bool _complete;

    public static async Task<PhaseCounts> Read(IGrainFactory grains, TaskQuery query)
    {
        var counts = new PhaseCounts(query with { Phase = null, Phases = null, Limit = TaskQueries.MostItems, Cursor = null });
        await counts.ReadAll(grains.GetGrain<ITaskIndexGrain>(0));
        return counts;
    }

    public Rest.TaskCounts Show() => new()
    {
        Queued = Of(TaskPhase.Queued),
        Sent = Of(TaskPhase.Sent),
        Running = Of(TaskPhase.Running),
        Cancelling = Of(TaskPhase.Cancelling),
        CancelUnconfirmed = Of(TaskPhase.CancelUnconfirmed),
        Succeeded = Of(TaskPhase.Succeeded),
        Failed = Of(TaskPhase.Failed),
        TimedOut = Of(TaskPhase.TimedOut),
        Cancelled = Of(TaskPhase.Cancelled),
        Lost = Of(TaskPhase.Lost),
        Rejected = Of(TaskPhase.Rejected),
        Complete = _complete,
    };

    /// <summary>Takes in how a task of the query stands now.</summary>
    public void Changed(TaskSummary task)
    {
        if (query.Open is { } open && task.Phase.IsTerminal() == open)
        {
            if (_phases.Remove(task.Id, out var left))
            {
                _counts[(int)left]--;
            }

            return;
        }

        ref var phase = ref CollectionsMarshal.GetValueRefOrAddDefault(_phases, task.Id, out var isKnown);
        if (isKnown)
        {
            _counts[(int)phase]--;
        }

        phase = task.Phase;
        _counts[(int)phase]++;
    }

    private async Task ReadAll(ITaskIndexGrain index)
    {
        string? cursor = null;
        while (_phases.Count < MostTasks)
        {
            var page = await index.List(query with { Cursor = cursor });
            foreach (var task in page.Items)
            {
                Changed(task);
            }

            cursor = page.NextCursor;
            if (cursor is null)
            {
                _complete = true;
                return;
            }

            if (page.Items.Count == 0)
            {
                return;   // it has looked through many and found none: enough
            }
        }
    }

    private int Of(TaskPhase phase) => _counts[(int)phase];
}
