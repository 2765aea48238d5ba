using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class LimitRulesTests
{
    public static TheoryData<string, TaskLimits> Bad => new()
    {
        { "limits.memoryBytes must be 1048576 to 17592186044416.", new TaskLimits(MemoryBytes: 1_048_575) },
        { "limits.memoryBytes must be", new TaskLimits(MemoryBytes: (1L << 44) + 1) },
        { "limits.cpuPercent must be 1 to 102400.", new TaskLimits(CpuPercent: 0) },
        { "limits.cpuSeconds must be 1 to 31536000.", new TaskLimits(CpuSeconds: -1) },
        { "limits.processes must be 1 to 1000000.", new TaskLimits(Processes: 0) },
        { "limits.openFiles must be 16 to 1048576.", new TaskLimits(OpenFiles: 15) },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Refusal_NamesTheFieldAndItsRange(string expected, TaskLimits limits)
    {
        var refused = OrderRules.Refusal(Some.Script("t1", "true") with { Limits = limits }, TestGateway.AgentId);

        Assert.Equal(RefusalCode.Invalid, refused!.Code);
        Assert.StartsWith(expected, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_AtEveryLimit_IsNone()
    {
        Assert.Null(LimitRules.Problem(new TaskLimits(TaskLimits.LeastMemoryBytes, 1, 1, 1, TaskLimits.LeastOpenFiles)));
        Assert.Null(LimitRules.Problem(new TaskLimits(TaskLimits.MostMemoryBytes, TaskLimits.MostCpuPercent, TaskLimits.MostCpuSeconds, TaskLimits.MostProcesses, TaskLimits.MostOpenFiles)));
    }
}
