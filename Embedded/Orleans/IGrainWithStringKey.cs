namespace Orleans;

/// <summary>A grain named by a string.</summary>
public interface IGrainWithStringKey : IGrain;
