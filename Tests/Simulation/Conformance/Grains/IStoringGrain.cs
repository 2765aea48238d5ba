namespace OrleansOps.Simulation.Conformance;

internal interface IStoringGrain : IGrainWithStringKey
{
    Task<(int Number, string? Etag, bool Exists)> Read();

    Task<(int Number, string? Etag, bool Exists)> Write(int number);

    /// <summary>Changes the state without storing it.</summary>
    Task Scribble(int number);

    Task<(int Number, string? Etag, bool Exists)> Clear();

    /// <summary>The number that OnActivateAsync saw.</summary>
    Task<int> SeenAtActivation();

    /// <summary>Lets another writer change what is stored, then writes.</summary>
    Task Conflict();

    Task<Guid> Activation();

    Task End();
}
