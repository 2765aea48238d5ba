namespace OrleansOps.Cli;

/// <summary>How long each polite signal gets when a task is ended.</summary>
internal sealed record TaskGrace(double InterruptSeconds, double TerminateSeconds);
