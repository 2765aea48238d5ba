using System.Runtime.InteropServices;
using OrleansOps.Http;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>How many tasks of a query are in which phase. Knows each of them, so that a change is counted without looking at all again.</summary>
internal sealed class PhaseCounts(TaskQuery query)
{
    /// <summary>Tasks looked at, the newest first; and as many that are not over.</summary>
    private const int MostTasks = 10_000;

    private readonly Dictionary<string, TaskPhase> _phases = new(StringComparer.Ordinal);
    private readonly int[] _counts = new int[Enum.GetValues<TaskPhase>().Length];
    private bool _complete;
    private bool _openComplete;
    private int _room;

    /// <summary>It knows so many tasks that it is time to count anew: what is over and old need not be remembered for as long as somebody follows.</summary>
    public bool IsFull => _phases.Count > _room;

    public static Task<PhaseCounts> Read(IGrainFactory grains, TaskQuery query) => Read(grains.GetGrain<ITaskIndexGrain>(0), query, MostTasks);

    /// <param name="most">Tasks looked at, of all and of those that are not over.</param>
    public static async Task<PhaseCounts> Read(ITaskIndexGrain index, TaskQuery query, int most)
    {
        query = query with { Phase = null, Phases = null, Limit = Math.Min(QueryValues.MostItems, most), Cursor = null };
        var counts = new PhaseCounts(query);
        counts._complete = await counts.ReadAll(index, query, most);
        counts._openComplete = counts._complete || query.Open switch
        {
            true => false,
            false => true,
            null => await counts.ReadAll(index, query with { Open = true }, most),
        };
        counts._room = counts._phases.Count + (4 * most);
        return counts;
    }

    public Api.TaskCounts Show() => new()
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
        OpenComplete = _openComplete,
    };

    /// <summary>Takes in how a task of the query stands now.</summary>
    public void Changed(TaskSummary task)
    {
        if (query.Open is { } open && task.Phase.IsTerminal() == open)
        {
            Gone(task.Id);
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

    /// <summary>A task was removed, or is none of the query's any more.</summary>
    public void Gone(string taskId)
    {
        if (_phases.Remove(taskId, out var left))
        {
            _counts[(int)left]--;
        }
    }

    /// <summary>True if there are no more than were looked at.</summary>
    private async Task<bool> ReadAll(ITaskIndexGrain index, TaskQuery part, int most)
    {
        for (var looked = 0; looked < most;)
        {
            var page = await index.List(part);
            foreach (var task in page.Items)
            {
                Changed(task);
            }

            if (page.NextCursor is null)
            {
                return true;
            }

            if (page.Items.Count == 0)
            {
                return false;   // it has looked through many and found none: enough
            }

            looked += page.Items.Count;
            part = part with { Cursor = page.NextCursor };
        }

        return false;
    }

    private int Of(TaskPhase phase) => _counts[(int)phase];
}
