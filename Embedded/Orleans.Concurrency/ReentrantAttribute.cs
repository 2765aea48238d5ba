namespace Orleans.Concurrency;

/// <summary>While one call of this grain class awaits, others may run.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
