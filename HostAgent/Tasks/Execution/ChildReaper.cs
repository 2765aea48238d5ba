using OrleansOps.Linux;

namespace OrleansOps.Tasks;

/// <summary>Collects supervisors that have ended. One may live on for a while after it said its last word, so it is asked again.</summary>
internal sealed class ChildReaper
{
    private readonly Lock _lock = new();
    private readonly List<int> _pids = [];

    public void Add(int pid)
    {
        lock (_lock)
        {
            _pids.Add(pid);
        }

        Collect();
    }

    /// <summary>Called now and then, so that none stays a zombie for long.</summary>
    public void Collect()
    {
        lock (_lock)
        {
            _pids.RemoveAll(pid => Native.WaitPid(pid, out _, Native.NoHang) != 0);
        }
    }
}
