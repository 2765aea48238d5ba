namespace OrleansOps.Files.Disk;

/// <summary>
/// One change of the store at a time, of all gateways that share its folder: what counts towards the quota, and what a sweep takes away, must not change
/// in between. Held for moments, never while bytes come. The system lets go of it when a process ends, however it ends.
/// </summary>
internal sealed class StoreLock(FilePaths paths, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _here = new(1);

    /// <exception cref="IOException">Another process does not let go of it.</exception>
    public async Task<IDisposable> Enter(CancellationToken cancel)
    {
        await _here.WaitAsync(cancel);
        try
        {
            return new Turn(_here, await Take(cancel));
        }
        catch
        {
            _here.Release();
            throw;
        }
    }

    public void Dispose() => _here.Dispose();

    private async Task<FileStream> Take(CancellationToken cancel)
    {
        for (var since = time.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException) when (time.GetElapsedTime(since) < Longest)
            {
                await Task.Delay(Again, time, cancel);
            }
        }
    }

    private sealed class Turn(SemaphoreSlim here, FileStream file) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            here.Release();
        }
    }
}
