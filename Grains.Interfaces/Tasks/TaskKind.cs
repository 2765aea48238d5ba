namespace OrleansOps.Tasks;

/// <summary>What a task is run with. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.TaskKind")]
public enum TaskKind
{
    Shell = 0,
    Bash = 1,
    Python = 2,
    Argv = 3,
}
