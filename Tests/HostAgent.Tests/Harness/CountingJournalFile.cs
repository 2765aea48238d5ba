using OrleansOps.HostAgent.Tasks;

namespace OrleansOps.AgentTests;

/// <summary>A journal's file that counts its flushes, and fails one when it is told to.</summary>
internal sealed class CountingJournalFile(IJournalFile file) : IJournalFile
{
    public int Appends { get; private set; }

    public bool FailNext { get; set; }

    public long Length => file.Length;

    public byte[] ReadAll() => file.ReadAll();

    public Task Append(ReadOnlyMemory<byte> bytes)
    {
        Appends++;
        if (FailNext)
        {
            FailNext = false;
            return Task.FromException(new IOException("No space left on device"));
        }

        return file.Append(bytes);
    }

    public Task Replace(ReadOnlyMemory<byte> bytes) => file.Replace(bytes);

    public void Quarantine(long keep) => file.Quarantine(keep);

    public void Dispose() => file.Dispose();
}
