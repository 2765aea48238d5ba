namespace OrleansOps.Api;

/// <summary>That a lock was taken away from its holder.</summary>
/// <param name="Lock">The lock as it was.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Name of the token of whoever did it.</param>
/// <param name="ById">Id of that token.</param>
/// <param name="At">When.</param>
public sealed record LockBreakView(StateLockView Lock, string Reason, string By, string ById, DateTimeOffset At);
