namespace Orleans.Hosting.Embedded;

/// <summary>Another process uses the store.</summary>
public sealed class StoreInUseException(string store, string holder) : Exception(
    $"The store {store} is in use by {holder}. The embedded grain runtime is one process: stop the other one first, or build with "
    + "-p:GrainRuntime=Orleans to run several.");
