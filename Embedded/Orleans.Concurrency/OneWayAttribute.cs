namespace Orleans.Concurrency;

/// <summary>The caller does not wait for calls of this method and does not learn how they ended.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
