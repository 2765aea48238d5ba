namespace Orleans.Concurrency;

/// <summary>Calls of this method may run while any other call of the grain awaits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
