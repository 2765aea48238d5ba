namespace OrleansOps.Tasks;

/// <summary>By which means a host held a limit of a task. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.LimitMeans")]
public enum LimitMeans
{
    NotHeld = 0,
    ControlGroup = 1,
    Watched = 2,
    EachProcess = 3,
}
