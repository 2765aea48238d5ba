using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>A process finds its task's trace where programs look for one.</summary>
public sealed class TaskTraceTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Own = "00-11111111111111111111111111111111-2222222222222222-00";

    private static readonly RunTask Order = Some.Script("t", "true") with { TraceParent = Trace, TraceState = "caller=1" };

    [Fact]
    public void TheOrdersTrace()
    {
        var env = EnvironmentOf(Order);

        Assert.Equal((Trace, "caller=1"), (env["TRACEPARENT"], env["TRACESTATE"]));
    }

    [Fact]
    public void OneOfTheTasksOwn_GoesBefore_AsAWhole()
    {
        var env = EnvironmentOf(Order with { Env = new Dictionary<string, string>(StringComparer.Ordinal) { ["TRACEPARENT"] = Own } });

        Assert.Equal(Own, env["TRACEPARENT"]);
        Assert.DoesNotContain("TRACESTATE", env.Keys);
    }

    [Theory]
    [InlineData("not a trace", "caller=1", null, null)]
    [InlineData(Trace, "caller=\n1", Trace, null)]
    [InlineData(null, "caller=1", null, null)]
    public void WhatHasAnotherForm_IsPassedOver_AndTheTaskRuns(string? parent, string? state, string? expectedParent, string? expectedState)
    {
        var order = OrderRules.Complete(Order with { TraceParent = parent, TraceState = state });
        var env = EnvironmentOf(order);

        Assert.Null(OrderRules.Refusal(order, order.AgentId));
        Assert.Equal((expectedParent, expectedState), (env.GetValueOrDefault("TRACEPARENT"), env.GetValueOrDefault("TRACESTATE")));
    }

    private static Dictionary<string, string> EnvironmentOf(RunTask order) => TaskEnvironment.Of(order, new TaskFiles("/tmp", AttemptId.Of(order)));
}
