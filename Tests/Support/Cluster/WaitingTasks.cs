using System.Diagnostics;

namespace OrleansOps.Tests.Support;

/// <summary>Many tasks that run and do nothing until they are told to end: they wait at a pipe, which costs nobody anything.</summary>
public sealed class WaitingTasks : IDisposable
{
    private readonly string _pipe;

    private WaitingTasks(string pipe) => _pipe = pipe;

    /// <summary>Spreads so many tasks over all agents, and returns when each of them runs.</summary>
    public static async Task<WaitingTasks> Start(Installation at, MeasuredLoad load, int count)
    {
        var pipe = Path.Combine(load.Folder.Path, "pipe");
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync();
        }

        var waiting = new WaitingTasks(pipe);
        var agents = at.Agents.Keys.ToArray();
        var starts = Path.Combine(load.Folder.Path, "starts-waiting");
        await Parallel.ForEachAsync(Enumerable.Range(1, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            var script = $"echo \"$OPS_TASK_ID\" >> '{load.Folder.Starts}'; echo >> '{starts}'; read _ < '{pipe}'; exit 0";
            await load.Submit(
                new SubmittedTask($"{load.Folder.Name}-waiting-{number}"),
                new { agent = agents[number % agents.Length], kind = "shell", script, timeoutSeconds = 3_600 });
        });
        await Eventually.Value(
            () => File.Exists(starts) ? new FileInfo(starts).Length : 0, running => running == count, $"{count} tasks run", TimeSpan.FromMinutes(1));
        return waiting;
    }

    /// <summary>Lets all of them end.</summary>
    public void Dispose()
    {
        using var writer = File.OpenWrite(_pipe);   // opens as soon as one of them reads, and all of them do
    }
}
