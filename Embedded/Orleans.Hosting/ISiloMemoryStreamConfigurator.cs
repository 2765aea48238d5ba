namespace Orleans.Hosting;

/// <summary>There is nothing to configure here; the type is here for the signature that names it.</summary>
public interface ISiloMemoryStreamConfigurator;
