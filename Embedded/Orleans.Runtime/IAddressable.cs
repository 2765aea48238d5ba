namespace Orleans.Runtime;

/// <summary>Something that a grain call can reach.</summary>
public interface IAddressable;
