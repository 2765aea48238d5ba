namespace OrleansOps.AgentTests;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ops-agent-").FullName;

    public void Dispose()
    {
        for (var tries = 0; tries < 5; tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException)
            {
                // a process that a test left to its supervisor may still write: look again
            }
        }
    }
}
