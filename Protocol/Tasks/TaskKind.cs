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

    /// <summary>A script for <c>perl</c>.</summary>
    Perl = 4,

    /// <summary>A script for <c>node</c>.</summary>
    Node = 5,

    /// <summary>A Go program in one file, for <c>go run</c>.</summary>
    Go = 6,

    /// <summary>A script for PowerShell: <c>powershell</c> on Windows, <c>pwsh</c> elsewhere.</summary>
    Powershell = 7,

    /// <summary>A script for <c>pwsh</c> everywhere.</summary>
    Pwsh = 8,

    /// <summary>A script for <c>cmd.exe</c>, on Windows.</summary>
    Cmd = 9,

    /// <summary>A script for whatever its first line names, on the host alone decided; the shell of the system where there is no such line.</summary>
    Auto = 10,

    /// <summary>No program: the agent itself puts a file on the host.</summary>
    File = 11,

    /// <summary>No program: the agent itself brings files of the host into the gateway's store.</summary>
    Collect = 12,

    /// <summary>A command that the host offers under a name, as its own settings say it; the arguments behind the name are what they allow.</summary>
    Named = 13,
}
