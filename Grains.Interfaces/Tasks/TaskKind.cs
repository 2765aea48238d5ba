namespace OrleansOps.Tasks;

/// <summary>What a task is run with. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.TaskKind")]
public enum TaskKind
{
    Shell = 0,
    Bash = 1,
    Python = 2,
    Argv = 3,
    Perl = 4,
    Node = 5,
    Go = 6,
    Powershell = 7,
    Pwsh = 8,
    Cmd = 9,
    Auto = 10,
    File = 11,
    Collect = 12,
    Named = 13,
}
