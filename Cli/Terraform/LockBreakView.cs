namespace OrleansOps.Cli;

/// <summary>That a lock was taken away from its holder.</summary>
internal sealed record LockBreakView(StateLockView Lock, string Reason, string By, DateTimeOffset At);
