using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>A new life of the agent meets what an earlier one started.</summary>
public sealed class AdoptionTests : IDisposable
{
    private readonly TestHost _host = new();

    [Fact]
    public async Task Find_ARunningTask_ItsEndIsSeenAsIfItWereOurs()
    {
        var gate = Path.Join(_host.Data, "gate");
        var order = Some.Script("t", $"echo ready; while ! [ -e {gate} ]; do sleep 0.05; done; exit 9");
        await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.Length > 0);

        var found = await _host.Another().Find(order);
        await File.WriteAllTextAsync(gate, "");

        Assert.Equal(9, (await TestHost.End(found!)).ExitCode);
    }

    [Fact]
    public async Task Find_ATaskThatEndedMeanwhile_ItsEndIsKnown()
    {
        var order = Some.Script("t", "exit 4");
        await _host.Run(order);

        var found = await _host.Another().Find(order);

        Assert.Equal((ProcessEndKind.Known, 4), ((await TestHost.End(found!)).Kind, (await TestHost.End(found!)).ExitCode));
    }

    [Fact]
    public async Task Find_ARunningTask_CanBeKilledWithItsTree()
    {
        var order = Some.Script("t", "trap '' INT TERM; setsid sleep 311 & echo $!; wait; sleep 312");
        await _host.Host.Start(order);
        await _host.UntilStdout(order, output => output.EndsWith('\n'));

        var found = await _host.Another().Find(order);
        var end = await TestHost.Kill(found!);

        Assert.Equal(9, end.Signal);
        Assert.True(ProcessStat.Read(int.Parse(_host.Stdout(order))) is null or { IsZombie: true });
    }

    [Fact]
    public async Task Find_AnOrderThatWasNeverClaimed_IsVoidedAndMayStart()
    {
        var order = Some.Script("t", "echo once");
        PrepareWithoutStarting(order);

        Assert.Null(await _host.Another().Find(order));
        await _host.Run(order);

        Assert.Equal("once\n", _host.Stdout(order));
    }

    [Fact]
    public async Task TryVoid_AndASupervisorsClaim_ExactlyOneWins()
    {
        for (var i = 0; i < 200; i++)
        {
            var order = Some.Script($"t{i}", "echo ran >> ran");
            var files = PrepareWithoutStarting(order);
            var process = new SupervisedProcess(order, files, TimeProvider.System);
            await _host.Host.Supervisors.Start(process);
            Spin(i);
            var voided = files.TryVoid();
            await TestHost.End(process);

            Assert.Equal(voided, files.ReadClaim() is null);
            Assert.Equal(!voided, File.Exists(Path.Join(files.Work, "ran")));
        }
    }

    [Fact]
    public async Task Find_AClaimOfAnEarlierBoot_IsUnseen()
    {
        var order = Some.Script("t", "sleep 1");
        var files = PrepareWithoutStarting(order);
        var spec = await File.ReadAllTextAsync(files.Work + ".task");
        await File.WriteAllTextAsync(files.Claim, spec.Replace(Host.BootId, new string('0', Host.BootId.Length), StringComparison.Ordinal) + "C 1 1\n");
        Assert.True(files.TryVoid());

        var end = await TestHost.End((await _host.Another().Find(order))!);

        Assert.Equal((ProcessEndKind.Unseen, "The host restarted while the task ran."), (end.Kind, end.Note));
    }

    public void Dispose() => _host.Dispose();

    /// <summary>Lets deletion and claim meet at ever other moments.</summary>
    private static void Spin(int turns) => Thread.SpinWait(turns * 20);

    private TaskFiles PrepareWithoutStarting(RunTask order)
    {
        var files = new TaskFiles(Path.Join(_host.Data, "tasks"), AttemptId.Of(order));
        files.CreateWork();
        files.WriteScript(order);
        files.WriteSpec(SupervisorSpec.Write(order, files).Span);
        return files;
    }
}
