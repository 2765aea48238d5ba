namespace Orleans;

/// <summary>Stands around every call at the called grain. A grain class may implement it for its own calls.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Call <see cref="IGrainCallContext.Invoke"/> to go on.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
