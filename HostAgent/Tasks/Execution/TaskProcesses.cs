using System.Globalization;
using System.Text;
using OrleansOps.Linux;

namespace OrleansOps.Tasks;

/// <summary>
/// Finds the living processes of one attempt: descendants of its supervisor, members of its root's session, and, for what fled after
/// its supervisor was killed, whoever carries the attempt's marker in its environment.
/// </summary>
internal sealed class TaskProcesses(TaskFiles files)
{
    private readonly byte[] _mark = Encoding.UTF8.GetBytes($"{TaskEnvironment.MarkName}={files.Mark}\0");

    /// <summary>The supervisor itself is not among them.</summary>
    /// <param name="supervisor">Its process id, if it lives.</param>
    /// <param name="session">The session that the root process opened, if it is known.</param>
    public List<ProcessStat> Find(int? supervisor, int? session)
    {
        var all = ProcessStat.All();
        var ours = new HashSet<int>();
        if (supervisor is { } pid)
        {
            ours.Add(pid);
        }

        foreach (var process in all.Where(p => !p.IsZombie && p.Pid != supervisor && (p.Session == session || IsMarked(p.Pid))))
        {
            ours.Add(process.Pid);
        }

        AddDescendants(all, ours);
        return [.. all.Where(p => ours.Contains(p.Pid) && p.Pid != supervisor && !p.IsZombie)];
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

    private bool IsMarked(int pid)
    {
        try
        {
            var env = File.ReadAllBytes($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/environ");
            var at = env.AsSpan().IndexOf(_mark);
            return at == 0 || (at > 0 && env[at - 1] == 0);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;   // it ended, or belongs to a user whose processes we may not look into, nor signal
        }
    }
}
