namespace OrleansOps.Tasks;

/// <summary>What an agent's new session means for one task. On the wire: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.ReconcileVerdict")]
public enum ReconcileVerdict
{
    /// <summary>Both agree: it occupies a slot.</summary>
    Running = 0,

    /// <summary>It waits in the queue.</summary>
    Queued = 1,

    /// <summary>The agent must end it (again).</summary>
    Cancel = 2,

    /// <summary>It is over for the server; whatever the agent still reports is stored beside the verdict.</summary>
    Over = 3,

    /// <summary>The server does not know it.</summary>
    Unknown = 4,
}
