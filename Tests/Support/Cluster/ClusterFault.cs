namespace OrleansOps.Tests.Support;

/// <summary>Something that is done to a cluster under load.</summary>
/// <param name="Name">As it is listed.</param>
/// <param name="What">A line about it.</param>
/// <param name="Happen">Breaks something and mends it again. Returns for how long nobody could have served, by whatever means.</param>
public sealed record ClusterFault(string Name, string What, Func<Installation, MeasuredLoad, Task<TimeSpan>> Happen);
