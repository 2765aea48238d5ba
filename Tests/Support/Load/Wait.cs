namespace OrleansOps.Tests.Support;

/// <summary>Somebody wanted something and had to wait for it.</summary>
/// <param name="Since">When the waiting began, as a timestamp of the system's <see cref="TimeProvider"/>.</param>
/// <param name="Length">Until it was there.</param>
public sealed record Wait(long Since, TimeSpan Length);
