using System.Diagnostics;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>Who belongs to a task whose supervisor is gone.</summary>
public sealed class TaskProcessesTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TestHost _host = new();
    private readonly TemporaryDirectory _directory = new();

    /// <summary>A session is named after the process that opened it: a stranger's may have the number of ours.</summary>
    [Fact]
    public async Task Find_AStrangersSessionThatHasTheNumberOfTheTasks_IsNotTheTasks()
    {
        using var stranger = Process.Start("setsid", ["sleep", "300"]);
        var session = await Session(stranger.Id);
        var processes = new TaskProcesses(new TaskFiles(_host.Data, new AttemptId("t", 1)), TimeProvider.System);

        Assert.Empty(await processes.Find(null, session with { StartTicks = session.StartTicks - 1 }));
        Assert.Equal([session], (await processes.Find(null, session)).Select(process => process.Id));
        session.Send(Signals.Kill);
        await stranger.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>As a process does whose memory lies on a file system that does not answer.</summary>
    [Theory]
    [InlineData("65534", "a stranger")]
    [InlineData("0", "the same user")]
    public async Task Kill_WhileAProcessDoesNotLetItsEnvironmentBeRead_TheTaskDies(string user, string who)
    {
        var order = Some.Script("t", "echo $PPID; setsid sleep 300 & sleep 300");
        var process = await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.EndsWith('\n'));
        var place = Path.Join(_directory.Path, "place");
        await File.WriteAllTextAsync(place, "");
        await using var silent = await SmallProgram.Start("OnLinux/silent.c", _directory.Path, user, place);
        ProcessStat.Read(int.Parse(_host.Stdout(order)))!.Value.Id.Send(Signals.Kill);

        var end = await TestHost.Kill(process).WaitAsync(Limit);

        Assert.True(end.ProcessesLeft == 0, who);
    }

    public void Dispose()
    {
        _host.Dispose();
        _directory.Dispose();
    }

    private static async Task<ProcessId> Session(int pid)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var limit = new CancellationTokenSource(Limit);
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            if (ProcessStat.Read(pid) is { } process && process.Session == pid)
            {
                return process.Id;
            }
        }

        throw new InvalidOperationException($"Process {pid} opened no session.");
    }
}
