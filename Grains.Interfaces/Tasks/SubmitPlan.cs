namespace OrleansOps.Tasks;

/// <summary>What the agent's grain does with a task once it is stored. Between grains: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.SubmitPlan")]
public enum SubmitPlan
{
    /// <summary>It does not know of it: the task tells it.</summary>
    ToBeTold = 0,

    /// <summary>It is the caller, and puts it into its queue.</summary>
    Queues = 1,

    /// <summary>It is the caller, has a slot for it, and sends the order.</summary>
    Sends = 2,
}
