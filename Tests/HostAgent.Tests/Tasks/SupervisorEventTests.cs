using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class SupervisorEventTests
{
    private static readonly TaskUsage Used = new(20, 30, 1520 * 1024);

    private static readonly DateTimeOffset One = DateTimeOffset.UnixEpoch.AddTicks(10);

    [Fact]
    public void Parse_EveryKindOfLine()
    {
        Assert.Equal(new SupervisorEvent.Claimed(new ProcessId(41, 170215)), SupervisorEvent.Parse("C 41 170215"));
        Assert.Equal(new SupervisorEvent.Started(new ProcessId(42, 170216), One), SupervisorEvent.Parse("S 42 170216 1"));
        Assert.Equal(new SupervisorEvent.Failed("exec", 2, One), SupervisorEvent.Parse("F exec 2 1"));
        Assert.Equal(new SupervisorEvent.RootEnded(false, 3, null, One, One, 0, 0, 0, Used), SupervisorEvent.Parse("R e 3 1 1 20 30 1520"));
        Assert.Equal(
            new SupervisorEvent.LimitsSet(new LimitsHeld(LimitMeans.ControlGroup, LimitMeans.NotHeld, LimitMeans.Watched, null, LimitMeans.EachProcess)), SupervisorEvent.Parse("H cnw-r"));
        Assert.Equal(new SupervisorEvent.LimitBroken(FailureCode.MemoryLimitExceeded), SupervisorEvent.Parse("V memory 1"));
        Assert.Equal(new SupervisorEvent.LimitBroken(FailureCode.CpuLimitExceeded), SupervisorEvent.Parse("V cpu 1"));
        Assert.Equal(new SupervisorEvent.LimitBroken(FailureCode.LimitExceeded), SupervisorEvent.Parse("V processes 1"));
        Assert.Equal(new SupervisorEvent.CapReached(), SupervisorEvent.Parse("O"));
        Assert.Equal(new SupervisorEvent.RootEnded(true, null, 9, One, One, 2, 7, 8, Used), SupervisorEvent.Parse("X s 9 1 1 20 30 1520 2 7 8"));
        Assert.Equal(new SupervisorEvent.RootEnded(true, 0, null, One, One, 0, 0, 0, Used, Clean: true), SupervisorEvent.Parse("X e 0 1 1 20 30 1520 0 0 0 1"));
        Assert.Equal(new SupervisorEvent.Silenced(), SupervisorEvent.Parse("D"));
        Assert.Equal(new SupervisorEvent.RootEnded(true, null, 9, One, One, 2, 7, 0, Used), SupervisorEvent.Parse("X s 9 1 1 20 30 1520 2 7"));
        Assert.Equal(new SupervisorEvent.ClaimLost(), SupervisorEvent.Parse("L"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("X")]
    [InlineData("H cn")]
    [InlineData("V")]
    [InlineData("X e 0 1 1 20 30 9999999999999999999 0 0 0 1")]
    [InlineData("X e notanumber 1 1 20 30 1520 2 7")]
    [InlineData("S 99999999999999999999 1 1")]
    [InlineData("F exec 2 999999999999999999")]
    [InlineData("hello")]
    public void Parse_AnythingElse_IsNothing(string line) => Assert.Null(SupervisorEvent.Parse(line));

    [Theory]
    [InlineData("17 (sh) S 4 17 16 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 5555 1 1", 17, 4, 16, 5555)]
    [InlineData("17 (a) S 1 (b) c) R 4 17 16 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 5555 1 1", 17, 4, 16, 5555)]
    public void ProcessStat_NamesMayHoldAnything(string text, int pid, int parent, int session, int start)
    {
        var stat = ProcessStat.Parse(System.Text.Encoding.UTF8.GetBytes(text))!.Value;

        Assert.Equal((pid, parent, session, (ulong)start), (stat.Pid, stat.Parent, stat.Session, stat.StartTicks));
    }

    [Fact]
    public void ProcessStat_OfThisProcess_IsAliveAndOld()
    {
        var self = ProcessStat.Read(Environment.ProcessId)!.Value;

        Assert.True(self.Id.IsAlive);
        Assert.False(new ProcessId(self.Pid, self.StartTicks + 1).IsAlive);
        Assert.InRange(ProcessStat.Age(self.StartTicks), TimeSpan.Zero, TimeSpan.FromHours(1));
        Assert.Contains(ProcessStat.All(), process => process.Pid == self.Pid);
    }
}
