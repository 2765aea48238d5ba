namespace OrleansOps.Cli;

/// <summary>That somebody types into a task.</summary>
/// <param name="IdleSeconds">After so long without input it is ended.</param>
internal sealed record InputIdle(long? IdleSeconds = null);
