using OrleansOps.HostAgent.Linux;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Finds the living processes of one attempt: descendants of its supervisor, which inherits whoever loses his parent. If it was killed,
/// members of its root's session, and whoever carries the attempt's mark.
/// </summary>
internal sealed class TaskProcesses(TaskFiles files, TimeProvider time, bool ofAnybody = false)
{
    private readonly Lock _lock = new();
    private readonly MarkedProcesses _marked = new(files.Mark, ofAnybody, time);
    private HashSet<ProcessId> _session = [];

    /// <summary>The supervisor itself is not among them.</summary>
    /// <param name="supervisor">If it lives.</param>
    /// <param name="root">Whose session it is, if it is known.</param>
    public async Task<List<ProcessStat>> Find(ProcessId? supervisor, ProcessId? root)
    {
        var (all, ours) = Look(supervisor, root);
        if (!all.Exists(process => process.Id == supervisor && !process.IsZombie))
        {
            ours.UnionWith(await _marked.Among(all.Where(process => !process.IsZombie && !ours.Contains(process.Pid))).ConfigureAwait(false));
        }

        AddDescendants(all, ours);
        return [.. all.Where(process => ours.Contains(process.Pid) && process.Id != supervisor && !process.IsZombie)];
    }

    /// <summary>
    /// Linux does not give a session's number away while a process is in it. It is still the task's as long as the root is there, or one that
    /// was seen in it the last time; after that the number may be a stranger's.
    /// </summary>
    private (List<ProcessStat> All, HashSet<int> Ours) Look(ProcessId? supervisor, ProcessId? root)
    {
        lock (_lock)
        {
            var all = ProcessStat.All();
            var members = all.Where(process => process.Session == root?.Pid).ToList();
            var isOurs = members.Exists(process => process.Id == root || _session.Contains(process.Id));
            _session = isOurs ? [.. members.Select(process => process.Id)] : [];
            return (all, [.. all.Where(process => process.Id == supervisor || _session.Contains(process.Id)).Select(process => process.Pid)]);
        }
    }

    private static void AddDescendants(List<ProcessStat> all, HashSet<int> ours)
    {
        bool grew;
        do
        {
            grew = false;
            foreach (var process in all)
            {
                grew |= ours.Contains(process.Parent) && ours.Add(process.Pid);
            }
        }
        while (grew);
    }
}
