namespace Orleans;

/// <summary>An object outside the grains that grains may call, through a reference made by <see cref="IGrainFactory"/>.</summary>
public interface IGrainObserver : IAddressable;
