namespace OrleansOps.Conformance;

/// <summary>One silo for the tests that need nothing special.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private GrainHost? _host;

    public IClusterClient Client => _host!.Client;

    public async Task InitializeAsync() => _host = await GrainHost.Start(Filters.AddTo);

    public async Task DisposeAsync() => await _host!.DisposeAsync();
}
