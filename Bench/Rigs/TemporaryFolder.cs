namespace OrleansOps.Bench;

/// <summary>Gone with everything in it when the benchmark is over. Declare it before the processes that write into it.</summary>
internal sealed class TemporaryFolder(string name) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory(name).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
