namespace Orleans.Concurrency;

/// <summary>Calls of this method change nothing and may run while another such call awaits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
