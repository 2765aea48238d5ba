namespace Orleans;

/// <summary>A call at its caller.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The calling activation, or null for a caller outside the grains.</summary>
    IGrainContext? SourceContext { get; }
}
