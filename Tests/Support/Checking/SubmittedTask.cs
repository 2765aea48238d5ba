namespace OrleansOps.Tests.Support;

/// <summary>What whoever submitted a task knows of it, and may therefore expect. Kept outside of the product, for the judgement after a run.</summary>
/// <param name="Id">The task's id, chosen by the submitter.</param>
public sealed record SubmittedTask(string Id)
{
    /// <summary>The server answered that it has it. Without an answer the task may or may not be there.</summary>
    public bool IsAcknowledged { get; init; } = true;

    /// <summary>The phases in which it may end, as the REST interface names them.</summary>
    public IReadOnlyList<string> Endings { get; init; } = ["succeeded"];

    /// <summary>The exit code of a task that ended by itself; null if any will do.</summary>
    public int? ExitCode { get; init; } = 0;

    /// <summary>Lines that it prints on standard output when it runs to its end, numbered from 1.</summary>
    public int StdoutLines { get; init; }

    /// <summary>Lines that it prints on standard error when it runs to its end, numbered from 1.</summary>
    public int StderrLines { get; init; }

    /// <summary>
    /// A file in which the script notes each line after it has printed it, as "o 1" or "e 1". Says what must be in the log of a task that was
    /// ended on the way; null if it cannot be.
    /// </summary>
    public string? Witness { get; init; }

    /// <summary>How many times it may start: more than once only where its policy allows a repeat.</summary>
    public int StartsAllowed { get; init; } = 1;

    /// <summary>It ends when whoever submitted it says so. How long that takes is no measure of the product.</summary>
    public bool EndsWhenTold { get; init; }
}
