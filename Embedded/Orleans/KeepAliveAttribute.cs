namespace Orleans;

/// <summary>Activations of this class are never collected as idle.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute;
