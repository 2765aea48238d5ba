using Orleans.Storage;
using OrleansOps.InMemory;
using OrleansOps.Jobs;
using OrleansOps.Redis.Workflows;
using OrleansOps.Tests.Hosting;
using OrleansOps.Workflows;

namespace OrleansOps.Redis;

/// <summary>Both stores of workflows keep the same promises. What they share with jobs, the tests of jobs show.</summary>
public sealed class WorkflowStoreTests(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private static readonly MemoryWorkflows InMemory = new();

    private readonly string _id = $"wf-{Guid.NewGuid():N}";

    [Theory, InlineData(true), InlineData(false)]
    public async Task WhatIsStored_IsReadAgain(bool onRedis)
    {
        var store = Store(onRedis);
        await store.PutHosts(_id, 0, [new JobTarget("a", "host-a"), new JobTarget("b", "host-b")]);
        await store.PutHosts(_id, 1, []);
        Assert.Null(await store.Read(_id));
        Assert.Null(await store.Create(new WorkflowEntry(_id, State(1))));
        await store.PutHosts(_id, 0, []);   // given up long ago, and comes late

        Assert.Equal(["host-a", "host-b"], (await store.ReadHosts(_id, 0)).Select(host => host.Name));
        Assert.Empty(await store.ReadHosts(_id, 1));
        var there = await store.Create(new WorkflowEntry(_id, State(1) with { Round = 9 }));
        Assert.Equal((1, "first"), (there!.Round, there.Spec!.Steps[0].Name));
        await store.Write(new WorkflowEntry(_id, State(2) with { Phase = WorkflowPhase.Stopping }));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Write(new WorkflowEntry(_id, State(2))));
        var read = (await store.Read(_id))!;
        Assert.Equal((WorkflowPhase.Stopping, 2), (read.Phase, read.Version));
        Assert.Equal("echo", read.Spec!.Values["say"]);
        Assert.Equal((TimeSpan.FromMinutes(1), "anna"), (read.Spec.Steps[1].Wait, read.Spec.Steps[2].Approval!.Approvers.Single()));
        await store.Forget(_id);
        Assert.Null(await store.Read(_id));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task TheListSaysWhatRunsAndWhatWaitsForAWord(bool onRedis)
    {
        var store = Store(onRedis);
        var waits = State(1) with { Steps = [StepState.Fresh with { Phase = StepPhase.Succeeded }, StepState.Fresh with { Phase = StepPhase.Running }, StepState.Fresh with { Phase = StepPhase.Running }] };
        await store.Create(new WorkflowEntry(_id, waits));

        var listed = (await store.List(new WorkflowQuery { Open = true, Limit = 500 })).Items.Single(workflow => workflow.Id == _id);
        Assert.Equal((3, 1, true), (listed.Steps, listed.StepsOver, listed.NeedsApproval));
        Assert.Equal(["wait", "ask"], listed.Running);

        await store.Write(new WorkflowEntry(_id, State(2) with { Phase = WorkflowPhase.Failed, EndedAt = Some.Time }));
        Assert.DoesNotContain((await store.List(new WorkflowQuery { Open = true, Limit = 500 })).Items, workflow => workflow.Id == _id);
        Assert.Contains((await store.List(new WorkflowQuery { Limit = 500 })).Items, workflow => workflow.Id == _id);
        Assert.Contains(_id, await store.Surplus(0, Some.Time, 500));
        await store.Forget(_id);
    }

    private IWorkflowStore Store(bool onRedis) => onRedis ? new RedisWorkflowStore(redis.Connection) : InMemory;

    private static WorkflowState State(long version) => new()
    {
        Spec = new WorkflowSpec
        {
            Steps =
            [
                new WorkflowStep { Name = "first", Job = new JobSpec { Task = Some.Spec(), MaxConcurrent = 1, Digest = "d" }, Hosts = 2 },
                new WorkflowStep { Name = "wait", Needs = [0], Wait = TimeSpan.FromMinutes(1) },
                new WorkflowStep { Name = "ask", Needs = [0], Approval = new ApprovalSpec("go", ["anna"], null) },
            ],
            Values = new Dictionary<string, string> { ["say"] = "echo" },
            Digest = "d",
        },
        Phase = WorkflowPhase.Running,
        Steps = [StepState.Fresh, StepState.Fresh, StepState.Fresh],
        Round = 1,
        SubmittedAt = Some.Time,
        Version = version,
    };
}
