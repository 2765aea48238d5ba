namespace OrleansOps.Tests.Support;

/// <summary>How many lines a task printed, as far as is known.</summary>
internal sealed record PrintedLines(int Stdout, int Stderr)
{
    /// <summary>What its script has noted; without notes, all that it prints, or nothing that could be held against it if it was ended on the way.</summary>
    public static PrintedLines Of(SubmittedTask task, string phase)
    {
        if (task.Witness is not { } witness)
        {
            return Phases.IsCutShort(phase) ? new PrintedLines(0, 0) : new PrintedLines(task.StdoutLines, task.StderrLines);
        }

        var noted = File.Exists(witness) ? File.ReadAllLines(witness) : [];
        return new PrintedLines(noted.Count(line => line.StartsWith("o ", StringComparison.Ordinal)), noted.Count(line => line.StartsWith("e ", StringComparison.Ordinal)));
    }
}
