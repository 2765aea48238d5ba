namespace Orleans.Configuration;

/// <summary>There is nothing to set for memory storage; the type is here for the signatures that name it.</summary>
public class MemoryGrainStorageOptions;
