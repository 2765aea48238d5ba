using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OrleansOps.InMemory;
using OrleansOps.Jobs;
using OrleansOps.Tests.Hosting;
using OrleansOps.Workflows;

namespace OrleansOps.Hosting;

public sealed class WhenACallIsSentAgain
{
    /// <summary>What a silo sends to itself is carried out as it is, and emptied then. Sent again before that, it must say the same.</summary>
    [Fact]
    public async Task ItSaysWhatItSaidBefore_AlsoWithinOneSilo()
    {
        var seen = new CallsSeen(nameof(IWorkflowGrain.Decide));
        await using var silo = await SiloUnderTest.OnMemory(product =>
        {
            product.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(1));
            product.Services.AddSingleton<IOutgoingGrainCallFilter>(seen);
            product.Services.AddSingleton<IWorkflowStore>(new SlowStore(seen.Again));
        });
        var workflow = silo.Grains.GetGrain<IWorkflowGrain>("again-1");
        await workflow.Submit(new WorkflowSpec { Steps = [new WorkflowStep { Name = "go", Approval = new ApprovalSpec(null, [], null) }], Digest = "d" }, [[]]);

        var change = await workflow.Decide("go", new ApprovalDecision(Approves: true, "anna", "well"));

        Assert.Equal((true, "Approved by anna: well"), (change!.Fits, change.Workflow.Steps[0].Reason?.Text));
    }

    /// <summary>A store that keeps an approval when it is told to.</summary>
    private sealed class SlowStore(Task ready) : IWorkflowStore
    {
        private readonly MemoryWorkflows _store = new();

        public async Task Write(WorkflowEntry entry)
        {
            if (entry.State.Steps is [{ Phase: StepPhase.Succeeded }])
            {
                await ready;
            }

            await _store.Write(entry);
        }

        public Task<WorkflowState?> Read(string workflowId) => _store.Read(workflowId);

        public Task PutHosts(string workflowId, int step, IReadOnlyList<JobTarget> hosts) => _store.PutHosts(workflowId, step, hosts);

        public Task<IReadOnlyList<JobTarget>> ReadHosts(string workflowId, int step) => _store.ReadHosts(workflowId, step);

        public Task<WorkflowState?> Create(WorkflowEntry entry) => _store.Create(entry);

        public Task<WorkflowPage> List(WorkflowQuery query) => _store.List(query);

        public Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max) => _store.Surplus(kept, before, max);

        public Task Forget(string workflowId) => _store.Forget(workflowId);
    }
}
