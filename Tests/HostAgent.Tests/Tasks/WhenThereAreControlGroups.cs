using Microsoft.Extensions.Logging.Abstractions;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;
using OrleansOps.Tests.Support;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>
/// Tasks in control groups of this machine's kernel, as far as it gives some: even one without controllers counts processor time and kills all that is in it. Where
/// the kernel gives none, the same limits are watched.
/// </summary>
public sealed class WhenThereAreControlGroups : IDisposable
{
    private readonly TestHost _host = new();
    private readonly string? _directory = Place();
    private readonly LinuxTaskHost _tasks;

    public WhenThereAreControlGroups() =>
        _tasks = _host.Another(groups: ControlGroups.Open(_directory, NullLogger<ControlGroups>.Instance));

    [Fact]
    public async Task ProcessorTimeIsTheGroups_AndTheGroupIsGoneAfterwards()
    {
        var order = Some.Script("t", "(while :; do :; done) & while :; do :; done") with { Limits = new TaskLimits(CpuSeconds: 1) };

        var end = await TestHost.End(await _tasks.Start(order));

        Assert.Equal((9, FailureCode.CpuLimitExceeded, Expected), (end.Signal, end.Failure, end.LimitsHeld?.CpuSeconds));
        await GroupsAre(0);
    }

    [Fact]
    public async Task WhatIsKilledIsKilledAsAGroup()
    {
        var order = Some.Script("t", "trap '' INT TERM; for i in 1 2 3; do setsid sleep 600 & done; echo up; wait") with { Limits = new TaskLimits(CpuSeconds: 60) };
        var process = await _tasks.Start(order);
        await _host.UntilStdout(order, said => said == "up\n");
        await GroupsAre(1);

        var end = await TestHost.Kill(process);

        Assert.Equal((9, null, 0), (end.Signal, end.Failure, end.ProcessesLeft));
        await GroupsAre(0);
    }

    [Fact]
    public async Task AGroupWhoseSupervisorWasKilledGoesWithTheAttempt()
    {
        var order = Some.Script("t", "echo up; sleep 600") with { Limits = new TaskLimits(CpuSeconds: 60) };
        var process = await _tasks.Start(order);
        await _host.UntilStdout(order, said => said == "up\n");
        _ = Native.Kill(new TaskFiles(Path.Join(_host.Data, "tasks"), AttemptId.Of(order)).ReadClaim()!.Supervisor!.Id.Pid, Signals.Kill);
        await TestHost.Kill(process);
        await GroupsAre(1);

        await _tasks.Remove(AttemptId.Of(order));

        await GroupsAre(0);
    }

    [Fact]
    public async Task AGroupInWhichSomethingLivesOnGoesWithThat()
    {
        var order = Some.Script("t", "setsid sleep 600 & exit 0") with { Limits = new TaskLimits(CpuSeconds: 60) };
        var process = await _tasks.Start(order);

        var end = await TestHost.End(process);

        Assert.Equal((0, 1), (end.ExitCode, end.ProcessesLeft));
        await GroupsAre(1);
        await TestHost.Kill(process);
        await GroupsAre(0);
    }

    [Fact]
    public async Task AGroupOfAnAttemptThatNobodyKnowsGoesAtTheNextStart()
    {
        Directory.CreateDirectory(Path.Join(_directory ?? _host.Data, "task-forgotten.1"));

        await _tasks.RemoveAllBut([]);

        await GroupsAre(0);
    }

    [Fact]
    public async Task ATaskWithoutLimitsHasNoGroup()
    {
        var order = Some.Script("t", "echo up; sleep 600");
        var process = await _tasks.Start(order);
        await _host.UntilStdout(order, said => said == "up\n");

        await GroupsAre(0);
        await TestHost.Kill(process);
    }

    public void Dispose()
    {
        _host.Dispose();
        if (_directory is not null)
        {
            Directory.Delete(_directory);
        }
    }

    private LimitMeans Expected => _directory is null ? LimitMeans.Watched : LimitMeans.ControlGroup;

    private async Task GroupsAre(int count)
    {
        if (_directory is not null)
        {
            await Eventually.Get(() => Task.FromResult(Directory.GetDirectories(_directory).Length), there => there == count, $"there are {count} groups");
        }
    }

    /// <summary>A group that this process may make others in.</summary>
    private static string? Place()
    {
        foreach (var root in (string[])["/sys/fs/cgroup", "/sys/fs/cgroup/unified"])
        {
            try
            {
                return File.Exists(Path.Join(root, "cgroup.subtree_control")) ? Directory.CreateDirectory(Path.Join(root, $"ops-test-{Guid.NewGuid():N}")).FullName : throw new IOException();
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                // Not there, or not ours.
            }
        }

        return null;
    }
}
