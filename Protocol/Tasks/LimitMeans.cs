namespace OrleansOps.Protocol;

/// <summary>By which means a host holds a limit of a task. On the wire: add at the end, never renumber.</summary>
public enum LimitMeans
{
    /// <summary>This host cannot hold it: the task ran as if it had not been asked for.</summary>
    NotHeld = 0,

    /// <summary>The kernel holds it, for all processes of the task together.</summary>
    ControlGroup = 1,

    /// <summary>The host counts ten times a second what all processes of the task use, and ends a task that is over it.</summary>
    Watched = 2,

    /// <summary>The kernel holds it, for each process by itself.</summary>
    EachProcess = 3,
}
