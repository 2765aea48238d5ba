namespace Orleans;

/// <summary>Stands around every call at its caller.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Call <see cref="IGrainCallContext.Invoke"/> to go on.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}
