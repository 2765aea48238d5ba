namespace Orleans;

/// <summary>A grain as its callers see it.</summary>
public interface IGrain : IAddressable;
