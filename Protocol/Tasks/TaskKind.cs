namespace OrleansOps.Protocol;

/// <summary>What a task is run with. Values are on the wire: add at the end, never renumber.</summary>
public enum TaskKind
{
    /// <summary>A script for <c>/bin/sh</c>.</summary>
    Shell = 0,

    /// <summary>A script for <c>bash</c>.</summary>
    Bash = 1,

    /// <summary>A script for <c>python3</c>.</summary>
    Python = 2,

    /// <summary>A program and its arguments, without a shell.</summary>
    Argv = 3,
}
