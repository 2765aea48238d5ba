namespace OrleansOps.Tasks;

/// <summary>How a task is submitted.</summary>
public static class TaskSubmission
{
    /// <summary>Submits it, and says with the call which host it belongs to: its grain is placed before it can read the specification.</summary>
    public static async Task<SubmitReply> SubmitAtItsHost(this ITaskGrain task, TaskSpec spec, SubmitPlan plan = SubmitPlan.ToBeTold)
    {
        RequestContext.Set(Names.Host, spec.AgentId);   // for this call alone: what an asynchronous method sets ends with it
        return await task.Submit(spec, plan);
    }
}
