using Microsoft.Extensions.Logging.Abstractions;
using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.AgentTests;

/// <summary>A journal on a real file.</summary>
internal sealed class RealJournal : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string Path => System.IO.Path.Join(_directory.Path, "journal");

    public Journal Open() => Open(new JournalFile(Path));

    public static Journal Open(IJournalFile file) => new(file, new JournalSeal(new byte[JournalSeal.KeyBytes]), TimeProvider.System, NullLogger<Journal>.Instance);

    public void Dispose() => _directory.Dispose();
}
