using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// Finds who carries an attempt's mark in his environment. That lies in the memory of the process, and whoever reads it waits for whatever
/// that memory lies on: only processes of this user are asked unless the task is another's, and one that does not answer is not asked again while it does not.
/// </summary>
internal sealed class MarkedProcesses(string mark, bool ofAnybody, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<ProcessId, bool> Silent = new();

    private readonly byte[] _mark = Encoding.UTF8.GetBytes($"{TaskEnvironment.MarkName}={mark}\0");

    public async Task<List<int>> Among(IEnumerable<ProcessStat> processes)
    {
        var marked = new List<int>();
        foreach (var process in processes.Where(process => !Silent.ContainsKey(process.Id) && (ofAnybody || ProcessOwner.IsMe(process.Pid))))
        {
            var look = IsMarked(process.Pid);
            try
            {
                if (await look.WaitAsync(Timeout, time).ConfigureAwait(false))
                {
                    marked.Add(process.Pid);
                }
            }
            catch (TimeoutException)
            {
                Silent[process.Id] = true;
                _ = AskAgainAfter(look, process.Id);
            }
        }

        return marked;
    }

    private static async Task AskAgainAfter(Task look, ProcessId process)
    {
        await look.ConfigureAwait(false);
        Silent.TryRemove(process, out _);
    }

    private async Task<bool> IsMarked(int pid)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var env = await File.ReadAllBytesAsync($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/environ").ConfigureAwait(false);
            var at = env.AsSpan().IndexOf(_mark);
            return at == 0 || (at > 0 && env[at - 1] == 0);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;   // it ended, or may not be looked into
        }
    }
}
