namespace OrleansOps.Cli;

/// <summary>What went wrong with a task, by the table of docs/errors.md.</summary>
internal sealed record TaskError(int Code, string Name, string Title, string Advice);
