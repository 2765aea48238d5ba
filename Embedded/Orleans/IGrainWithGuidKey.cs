namespace Orleans;

/// <summary>A grain named by a GUID.</summary>
public interface IGrainWithGuidKey : IGrain;
